package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.KsefEvent.CircuitChanged;
import dev.ksef.port.event.KsefEvent.CircuitChanged.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A gauge for each environment and each state of its circuit breaker: 1 for the present state, 0 for the others. */
final class CircuitGauges {

    private final MeterRegistry registry;
    private final BoundedTagValues environments = new BoundedTagValues(20);
    private final Map<String, AtomicReference<State>> states = new ConcurrentHashMap<>();

    CircuitGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    void changed(CircuitChanged event) {
        states.computeIfAbsent(environments.tag(event.environment()), this::registered)
                .set(event.state());
    }

    private AtomicReference<State> registered(String environment) {
        var now = new AtomicReference<>(State.CLOSED);
        for (State state : State.values()) {
            Gauge.builder("ksef.circuit", now, current -> current.get() == state ? 1 : 0)
                    .tag("environment", environment)
                    .tag("state", TagValues.of(state))
                    .description("Whether calls leave: 1 for the state the circuit is in")
                    .register(registry);
        }
        return now;
    }
}
