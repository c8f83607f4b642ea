package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.failure.DroppedConnectionException;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.http.RetryAfterHeader;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent.Retry.Cause;
import dev.ksef.port.operation.ReplayClass;
import feign.Request;
import feign.Response;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a call may be sent again, by the answer or the failure that one attempt came to. */
record RetryDecision(
        OperationCall call,
        @Nullable Response response,
        @Nullable KsefTransportException failure) {

    /** Makes one attempt. */
    static RetryDecision after(CallStep attempt, Request request, OperationCall call) {
        try {
            return new RetryDecision(call, attempt.proceed(request, call), null);
        } catch (KsefTransportException failed) {
            return new RetryDecision(call, null, failed);
        }
    }

    /** Tells whether KSeF's limits refused the call, unless it asks for a pause in words that cannot be read. */
    boolean isLimited() {
        return response != null && HttpStatus.isTooManyRequests(response) && !RetryAfterHeader.isUnreadable(response);
    }

    /** Tells whether the attempt failed in a way that may be over soon, and the operation allows another one after it. */
    boolean mayBeSentAgain() {
        boolean repeatable = call.operation().replay() != ReplayClass.ONCE;
        if (response != null) {
            return repeatable && HttpStatus.isUnavailable(response);
        }
        return isOfThisCall() && (isNotSent() || repeatable && isDropped());
    }

    /**
     * Tells whether the exchange failed, not a sign-in on the way, which was repeated in its own place, nor the circuit
     * breaker.
     */
    private boolean isOfThisCall() {
        return failure != null && call.exchanges().lastFailedWith(failure);
    }

    /** Tells whether the attempt surely did not reach KSeF. */
    boolean isNotSent() {
        return failure != null && failure.delivery() == Delivery.NOT_SENT;
    }

    /** Tells whether a connection ended. Servers end those that were kept open just when they are used again. */
    boolean isDropped() {
        return failure != null && failure.getCause() instanceof DroppedConnectionException;
    }

    /** Tells whether KSeF may have processed the attempt. */
    Delivery delivery() {
        boolean unprocessed = response == null ? isNotSent() : HttpStatus.isTooManyRequests(response);
        return unprocessed ? Delivery.NOT_SENT : Delivery.UNKNOWN;
    }

    /** Returns the pause that the server asks for; empty if it asks for none. */
    Optional<Duration> retryAfter(long nowMillis) {
        return response == null
                ? Optional.empty()
                : RetryAfterHeader.pause(response, nowMillis).filter(pause -> !pause.isZero());
    }

    /** Returns the cause of the repetition, for its event. */
    Cause cause() {
        if (response != null) {
            return HttpStatus.isTooManyRequests(response) ? Cause.LIMITED : Cause.UNAVAILABLE;
        }
        return isDropped() ? Cause.DROPPED : Cause.NOT_SENT;
    }

    /** Returns the reason of the repetition in words, for its event. */
    String reason() {
        if (response != null) {
            return "HTTP " + response.status();
        }
        return isDropped() ? DroppedConnectionException.REASON : "it could not be sent";
    }

    /**
     * Returns the answer.
     *
     * @throws KsefTransportException the failure, if there was no answer
     */
    Response result() {
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(response);
    }
}
