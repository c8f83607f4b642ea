package dev.ksef.adapter.feign.call;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.ClosedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of one operation: what every step on its way must know.
 *
 * @param deadline set once, when the call begins: repetitions do not prolong it
 * @param begun correlation as it was when the call began
 */
public record OperationCall(
        Operation operation, CallScope scope, Deadline deadline, CallCorrelation begun, ExchangeLog trail) {

    /**
     * The call of a method, beginning now.
     *
     * @param number of this call
     */
    static OperationCall of(Method method, Object[] arguments, CallScope scope, Time time, long number) {
        Operation operation = Objects.requireNonNull(
                method.getAnnotation(Operation.class), "The contract lets only declared operations through");
        var begun = new CallCorrelation(number, scope.context(), reference(arguments), null);
        return new OperationCall(operation, scope, scope.callDeadline(time), begun, new ExchangeLog());
    }

    /** The last one: of the invoice, where its session comes before it. */
    private static @Nullable ReferenceNumber reference(Object[] arguments) {
        ReferenceNumber last = null;
        for (Object argument : arguments) {
            last = argument instanceof ReferenceNumber number ? number : last;
        }
        return last;
    }

    /** Method and path template. */
    public String name() {
        return operation.value();
    }

    /** A token of the kind that the operation declares, good now. */
    public BearerToken bearer() {
        BearerToken token = sourced();
        if (!operation.bearer().accepts(token)) {
            throw new IllegalStateException(name() + " takes a bearer of kind " + operation.bearer()
                    + ", but its view yields a " + token.getClass().getSimpleName());
        }
        return token;
    }

    /** Without a bearer nothing leaves, and what was answered with 401 was not processed. */
    private BearerToken sourced() {
        try {
            return scope.bearerSource().bearer(deadline);
        } catch (ClosedException closed) {
            throw new KsefTransportException(
                    name() + " was not sent: the client was closed before there was a token for it",
                    Delivery.NOT_SENT,
                    closed);
        }
    }

    /** For events, with the trace of its latest answer that had one. */
    public CallCorrelation correlation() {
        return begun.tracedAs(trail.traceId());
    }

    /** What KSeF counts it by; public operations it counts for the address, whoever is signed in. */
    public LimitedCall limited(String environment) {
        boolean isPublic = operation.limit() == RateLimitGroup.PUBLIC;
        return new LimitedCall(environment, isPublic ? null : scope.context(), operation.limit(), name());
    }
}
