package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.failure.DroppedConnectionException;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one try of a call came to: an answer, or none. */
record RetryDecision(
        OperationCall call,
        @Nullable Response response,
        @Nullable KsefTransportException failure) {

    /** What gateways say of a server behind them, and servers of themselves, for the time being. */
    private static final Set<Integer> UNAVAILABLE = Set.of(502, 503, 504);

    static RetryDecision of(CallStep step, Request request, OperationCall call) {
        try {
            return new RetryDecision(call, step.proceed(request, call), null);
        } catch (KsefTransportException failed) {
            return new RetryDecision(call, null, failed);
        }
    }

    /** Whether it was not processed since there were too many calls, and it may be guessed when to come back. */
    boolean isLimited() {
        return response != null && RetryAfterHeader.isLimited(response) && !RetryAfterHeader.isBeyondUs(response);
    }

    /** Whether it failed in a way that may be over soon, and may be made again. */
    boolean mayBeRepeated() {
        boolean anyTime = call.operation().replay() != ReplayClass.ONCE;
        if (response != null) {
            return anyTime && UNAVAILABLE.contains(response.status());
        }
        return isOfTheCall() && (isUnsent() || anyTime && isDropped());
    }

    /** Not of a sign-in on the way, which was repeated in its own place, and not of an open circuit. */
    private boolean isOfTheCall() {
        return failure != null && call.trail().endedWith(failure);
    }

    /** Whether it surely did not reach KSeF. */
    boolean isUnsent() {
        return failure != null && failure.delivery() == Delivery.NOT_SENT;
    }

    /** Whether a connection ended: servers end those that were kept open just when they are used again. */
    boolean isDropped() {
        return failure != null && failure.getCause() instanceof DroppedConnectionException;
    }

    /** Whether it may have been processed for all that is known. */
    Delivery delivery() {
        boolean unprocessed = response == null ? isUnsent() : RetryAfterHeader.isLimited(response);
        return unprocessed ? Delivery.NOT_SENT : Delivery.UNKNOWN;
    }

    /** When KSeF wants to be asked again, if it said so. */
    Optional<Duration> retryAfter(long nowMillis) {
        return response == null
                ? Optional.empty()
                : RetryAfterHeader.of(response, nowMillis).filter(delay -> !delay.isZero());
    }

    /** Why it is made again, where it is. */
    Cause cause() {
        if (response != null) {
            return RetryAfterHeader.isLimited(response) ? Cause.LIMITED : Cause.UNAVAILABLE;
        }
        return isDropped() ? Cause.DROPPED : Cause.NOT_SENT;
    }

    String reason() {
        if (response != null) {
            return "HTTP " + response.status();
        }
        return isDropped() ? "the connection was dropped" : "it could not be sent";
    }

    /** The answer, or the failure. */
    Response outcome() {
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(response);
    }
}
