package dev.ksef;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is told, and adds up what must agree. Thread-safe. */
final class SoakEvents implements KsefListener {

    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final Map<Long, String> open = new ConcurrentHashMap<>();
    private final AtomicLong attemptsOfCalls = new AtomicLong();

    @Override
    public void on(KsefEvent event) {
        count(event.getClass().getSimpleName());
        if (event instanceof KsefEvent.CallBegan began) {
            open.put(began.correlation().call(), began.operation());
        } else if (event instanceof KsefEvent.CallEnded ended) {
            if (open.remove(ended.correlation().call()) == null) {
                count("CallEnded that did not begin");
            }
            attemptsOfCalls.addAndGet(ended.attempts());
        } else if (event instanceof KsefEvent.Attempt attempt
                && attempt.correlation().call() == 0) {
            count("Attempt outside of calls");
        } else if (event instanceof KsefEvent.CircuitChanged changed) {
            count("Circuit " + changed.state());
        } else if (event instanceof KsefEvent.Reconciling reconciling) {
            count("Reconciling " + reconciling.step());
        }
    }

    private void count(String what) {
        counts.computeIfAbsent(what, first -> new AtomicLong()).incrementAndGet();
    }

    long count(Class<? extends KsefEvent> kind) {
        return of(kind.getSimpleName());
    }

    /** Those of calls, without downloads by signed links. */
    long attempts() {
        return of("Attempt") - of("Attempt outside of calls");
    }

    long attemptsOfCalls() {
        return attemptsOfCalls.get();
    }

    /** Calls that began and did not end. */
    Map<Long, String> open() {
        return open;
    }

    private long of(String what) {
        AtomicLong count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
