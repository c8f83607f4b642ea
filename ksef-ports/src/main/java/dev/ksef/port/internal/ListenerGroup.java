package dev.ksef.port.internal;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Several listeners as one that never throws: what a listener throws is contained and counted. */
public final class ListenerGroup implements KsefListener {

    private final List<KsefListener> listeners;
    private final LongAdder failures = new LongAdder();

    private ListenerGroup(List<KsefListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** These listeners, told in this order. */
    public static ListenerGroup of(List<? extends KsefListener> listeners) {
        return new ListenerGroup(List.copyOf(listeners));
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
