package dev.ksef.adapter.feign;

import dev.ksef.port.CallScope;
import dev.ksef.port.Deadline;
import dev.ksef.port.Operation;
import dev.ksef.port.Time;
import feign.Request;
import java.util.Objects;

/**
 * One call of one operation: what every step on its way must know.
 *
 * @param deadline set once, when the call begins: repetitions do not prolong it
 */
record Call(Operation operation, CallScope scope, Deadline deadline) {

    /** The call that a Feign request belongs to, beginning now. */
    static Call of(Request request, Time time) {
        CallScope scope = ((ScopedTarget<?>) request.requestTemplate().feignTarget()).scope();
        return new Call(declaration(request), scope, scope.callDeadline(time));
    }

    /** How the operation of a Feign request is declared. */
    static Operation declaration(Request request) {
        return Objects.requireNonNull(
                request.requestTemplate().methodMetadata().method().getAnnotation(Operation.class),
                "The contract lets only declared operations through");
    }

    /** Method and path template. */
    String name() {
        return operation.value();
    }
}
