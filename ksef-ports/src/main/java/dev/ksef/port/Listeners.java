package dev.ksef.port;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Several listeners as one that never throws: what a listener throws is contained and counted. */
public final class Listeners implements KsefListener {

    private final List<KsefListener> listeners;
    private final LongAdder failures = new LongAdder();

    private Listeners(List<KsefListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** These listeners, told in this order. */
    public static Listeners of(List<? extends KsefListener> listeners) {
        return new Listeners(List.copyOf(listeners));
    }

    @Override
    public void on(KsefEvent event) {
        for (KsefListener listener : listeners) {
            try {
                listener.on(event);
            } catch (Exception | LinkageError | AssertionError contained) {
                failures.increment();
            }
        }
    }

    /** How often a listener threw. */
    public long failures() {
        return failures.sum();
    }
}
