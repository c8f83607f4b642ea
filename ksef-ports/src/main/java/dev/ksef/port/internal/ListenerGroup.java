package dev.ksef.port.internal;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Combines several listeners into one that never throws. Exceptions of listeners are caught and counted. */
public final class ListenerGroup implements KsefListener {

    private final List<KsefListener> listeners;
    private final LongAdder failures = new LongAdder();

    private ListenerGroup(List<KsefListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Returns a group that calls these listeners in this order. */
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

    /** Returns how often a listener threw. */
    public long failures() {
        return failures.sum();
    }
}
