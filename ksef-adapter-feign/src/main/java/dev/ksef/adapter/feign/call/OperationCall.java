package dev.ksef.adapter.feign.call;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CallScope;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.operation.Operation;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * One call of one operation: what every step on its way must know.
 *
 * @param deadline set once, when the call begins: repetitions do not prolong it
 * @param firstCorrelation the correlation of the first event, before any answer had a trace id
 * @param exchanges what became of its exchanges so far
 */
public record OperationCall(
        Operation operation,
        CallScope scope,
        Deadline deadline,
        CallCorrelation firstCorrelation,
        ExchangeLog exchanges) {

    /**
     * Returns the call of an operation, beginning now.
     *
     * @param number of this call
     */
    static OperationCall of(Operation operation, Object[] arguments, CallScope scope, Time time, long number) {
        var begun = new CallCorrelation(number, scope.context(), reference(arguments), null);
        return new OperationCall(operation, scope, scope.callDeadline(time), begun, new ExchangeLog());
    }

    /** Returns the last reference number among the arguments: that of an invoice comes after that of its session. */
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

    /**
     * Returns a token of the kind that the operation declares, valid now. May sign in or refresh for it.
     *
     * @throws IllegalStateException if the source yields a token of another kind
     */
    public BearerToken bearer() {
        BearerToken token = tokenOfSource();
        if (!operation.bearer().accepts(token)) {
            throw new IllegalStateException(name() + " takes a bearer of kind " + operation.bearer()
                    + ", but its view yields a " + token.getClass().getSimpleName());
        }
        return token;
    }

    /** A call without a token was not sent, or was answered with 401 and so not processed. */
    private BearerToken tokenOfSource() {
        try {
            return scope.bearerSource().bearer(deadline);
        } catch (ClosedException closed) {
            throw new KsefTransportException(
                    name() + " was not sent: the client was closed before there was a token for it",
                    Delivery.NOT_SENT,
                    closed);
        }
    }

    /** Returns the correlation of its events, with the latest trace id. */
    public CallCorrelation correlation() {
        return firstCorrelation.tracedAs(exchanges.lastTraceId());
    }

    /** How KSeF counts it: by the context, or by the address of the caller for public operations. */
    public LimitedCall limited(String environment) {
        boolean isPublic = operation.limit() == RateLimitGroup.PUBLIC;
        return new LimitedCall(environment, isPublic ? null : scope.context(), operation.limit(), name());
    }
}
