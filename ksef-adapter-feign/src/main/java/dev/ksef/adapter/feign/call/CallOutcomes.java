package dev.ksef.adapter.feign.call;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.failure.OpenCircuitException;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.time.Time;

/** What the exception that a call ends with says of it. */
public final class CallOutcomes {

    private static final int FIRST_SERVER_ERROR = 500;
    private static final int FIRST_REDIRECT = 300;

    private CallOutcomes() {}

    static Outcome of(RuntimeException failed, OperationCall call, Time time) {
        if (failed instanceof KsefRateLimitedException) {
            return Outcome.RATE_LIMITED;
        }
        if (failed instanceof KsefApiException answered) {
            return answered.status() >= FIRST_SERVER_ERROR ? Outcome.SERVER_ERROR : Outcome.REFUSED;
        }
        if (failed instanceof KsefTransportException unanswered) {
            return of(unanswered, call, time);
        }
        return failed instanceof KsefProcessingException ? Outcome.REFUSED : Outcome.GIVEN_UP;
    }

    private static Outcome of(KsefTransportException failed, OperationCall call, Time time) {
        if (failed.getCause() instanceof OpenCircuitException) {
            return Outcome.CIRCUIT_OPEN;
        }
        if (isGivenUp(failed, call, time)) {
            return Outcome.GIVEN_UP;
        }
        int status = call.trail().status();
        if (status == 0) {
            return Outcome.UNANSWERED;
        }
        return status >= FIRST_REDIRECT ? Outcome.REFUSED : Outcome.SERVER_ERROR;
    }

    /** Whether it was ended from this side: no word on whether KSeF can be reached. */
    public static boolean isGivenUp(KsefTransportException failed, OperationCall call, Time time) {
        return failed.getCause() instanceof ClosedTransportException
                || Thread.currentThread().isInterrupted()
                || call.deadline().hasPassed(time);
    }
}
