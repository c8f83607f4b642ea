package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayDeque;
import java.util.Deque;

/** The calls that are open on one thread, the innermost first. */
final class OpenCalls {

    /** A call can sign in, and that fetch keys: three at most, so that more are calls whose end was lost. */
    private static final int DEEPEST = 8;

    private final ObservationRegistry registry;
    private final Deque<OpenCall> calls = new ArrayDeque<>();

    OpenCalls(ObservationRegistry registry) {
        this.registry = registry;
    }

    void begin(KsefEvent.CallBegan event) {
        boolean tooMany = calls.size() >= DEEPEST;
        while (!calls.isEmpty() && (tooMany || !isAround(calls.element()))) {
            loseInnermost();
        }
        calls.push(OpenCall.begin(event, registry));
    }

    private void loseInnermost() {
        OpenCall lost = calls.pop();
        if (isAround(lost)) {
            lost.lose();
        } else {
            lost.loseFromOutside();
        }
    }

    /** Whether the thread still is in a call: whoever left the observation around it has left it, too. */
    private boolean isAround(OpenCall call) {
        Observation.Scope scope = registry.getCurrentObservationScope();
        while (scope != null && !call.isIn(scope)) {
            scope = scope.getPreviousObservationScope();
        }
        return scope != null;
    }

    void end(KsefEvent.CallEnded event) {
        if (calls.stream().noneMatch(call -> call.is(event.operation(), event.correlation()))) {
            return;
        }
        while (!calls.element().is(event.operation(), event.correlation())) {
            loseInnermost();
        }
        calls.pop().end(event);
    }

    void happened(String operation, CallCorrelation correlation, String what) {
        calls.stream()
                .filter(call -> call.is(operation, correlation))
                .findFirst()
                .ifPresent(call -> call.happened(what));
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }
}
