package dev.ksef.adapter.feign.call;

import dev.ksef.adapter.feign.failure.ClosedTransportException;
import dev.ksef.adapter.feign.failure.OpenCircuitException;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.time.Time;

/** Tells the outcome of a call by the exception that it ends with. */
public final class CallOutcomes {

    private CallOutcomes() {}

    static Outcome of(RuntimeException failed, OperationCall call, Time time) {
        if (failed instanceof KsefRateLimitedException) {
            return Outcome.RATE_LIMITED;
        }
        if (failed instanceof KsefApiException answered) {
            return HttpStatus.isServerError(answered.status()) ? Outcome.SERVER_ERROR : Outcome.REFUSED;
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
        int status = call.exchanges().lastStatus();
        if (status == 0) {
            return Outcome.UNANSWERED;
        }
        return HttpStatus.isRedirectOrError(status) ? Outcome.REFUSED : Outcome.SERVER_ERROR;
    }

    /** Tells whether the call was ended from this side, which says nothing of whether KSeF can be reached. */
    public static boolean isGivenUp(KsefTransportException failed, OperationCall call, Time time) {
        return failed.getCause() instanceof ClosedTransportException
                || Thread.currentThread().isInterrupted()
                || call.deadline().hasPassed(time);
    }
}
