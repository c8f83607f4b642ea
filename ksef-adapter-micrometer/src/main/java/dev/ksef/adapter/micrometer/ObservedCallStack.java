package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayDeque;
import java.util.Deque;

/** The observations that are open on one thread, the innermost first. */
final class ObservedCallStack {

    /** At most three calls are nested (a call, its sign-in, the fetch of keys), so further ones are calls whose end was lost. */
    private static final int DEEPEST = 8;

    private final ObservationRegistry registry;
    private final Deque<ObservedCall> calls = new ArrayDeque<>();

    ObservedCallStack(ObservationRegistry registry) {
        this.registry = registry;
    }

    void begin(KsefEvent.CallBegan event) {
        boolean tooMany = calls.size() >= DEEPEST;
        while (!calls.isEmpty() && (tooMany || !isAround(calls.element()))) {
            loseInnermost();
        }
        calls.push(ObservedCall.begin(event, registry));
    }

    private void loseInnermost() {
        ObservedCall lost = calls.pop();
        if (isAround(lost)) {
            lost.lose();
        } else {
            lost.loseFromOutside();
        }
    }

    /** Tells whether the thread is still in the scope of a call. */
    private boolean isAround(ObservedCall call) {
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
