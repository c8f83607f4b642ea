package dev.ksef.testkit.event;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps the events it is told. */
public final class RecordedEvents implements KsefListener {

    private final List<KsefEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(KsefEvent event) {
        events.add(event);
    }

    /** Returns all events so far, in order. */
    public List<KsefEvent> all() {
        return List.copyOf(events);
    }

    /** Returns the events of one kind so far, in order. */
    public <E extends KsefEvent> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
