package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.exchange.CloseSignal;
import dev.ksef.adapter.feign.failure.ExchangeFailures;
import dev.ksef.adapter.feign.http.RetryAfterHeader;
import dev.ksef.adapter.feign.settings.TransportSettings;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import feign.Request;
import feign.Response;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Makes a call again: after a 429, which KSeF has not processed, whenever KSeF asks for; after another failure that may be
 * over soon, if the call may be repeated, after growing pauses. A pause that goes beyond the call's deadline is not begun.
 * Resilience4j counts and computes; the waiting is done where all waiting is done.
 */
public final class RetryStep implements CallStep {

    private static final double GROWTH = 2;
    private static final double JITTER = 0.5;

    private final CallStep next;
    private final Time time;
    private final KsefListener listener;
    private final CloseSignal closing;
    private final Retry whenLimited;
    private final Retry whenFailed;

    public RetryStep(CallStep next, TransportSettings settings, CloseSignal closing) {
        this.next = next;
        this.time = settings.time();
        this.listener = settings.listener();
        this.closing = closing;
        IntervalFunction guess = IntervalFunction.ofExponentialBackoff(RetryAfterHeader.FIRST_GUESS, GROWTH);
        whenLimited = retry(
                Integer.MAX_VALUE, RetryDecision::isLimited, (attempt, tried) -> asked(tried, guess.apply(attempt)));
        IntervalFunction pause =
                IntervalFunction.ofExponentialRandomBackoff(settings.retry().firstPause(), GROWTH, JITTER);
        whenFailed = retry(
                settings.retry().attempts(),
                RetryDecision::mayBeRepeated,
                // A dropped connection was mostly an old one: a new one is there at once.
                (attempt, tried) -> attempt == 1 && tried.isDropped() ? 0 : asked(tried, pause.apply(attempt)));
    }

    private static Retry retry(
            int attempts, Predicate<RetryDecision> when, BiFunction<Integer, RetryDecision, Long> pause) {
        return Retry.of(
                "KSeF",
                RetryConfig.<RetryDecision>custom()
                        .maxAttempts(attempts)
                        .retryOnResult(when)
                        .intervalBiFunction((attempt, outcome) -> pause.apply(attempt, outcome.get()))
                        .build());
    }

    private long asked(RetryDecision tried, long guessMillis) {
        return tried.retryAfter(time.millis()).map(Duration::toMillis).orElse(guessMillis);
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        Retry.AsyncContext<RetryDecision> limited = whenLimited.asyncContext();
        Retry.AsyncContext<RetryDecision> failed = whenFailed.asyncContext();
        RetryDecision doubtful = null;
        for (int attempt = 1; ; attempt++) {
            RetryDecision tried = RetryDecision.of(next, request, call);
            long delayMillis = (tried.isLimited() ? limited : failed).onResult(tried);
            if (delayMillis < 0 || delayMillis >= call.deadline().remainingMillis(time)) {
                // What did not reach KSeF says nothing of what may have reached it before.
                return doubtful != null && tried.isUnsent() ? doubtful.outcome() : tried.outcome();
            }
            if (tried.delivery() == Delivery.UNKNOWN) {
                doubtful = tried;
            }
            listener.on(new KsefEvent.Retry(
                    call.name(),
                    call.correlation(),
                    attempt,
                    Duration.ofMillis(delayMillis),
                    tried.cause(),
                    tried.reason()));
            await(time.millis() + delayMillis, call, doubtful == null ? Delivery.NOT_SENT : Delivery.UNKNOWN);
        }
    }

    private void await(long atMillis, OperationCall call, Delivery delivery) {
        try (CloseSignal.Watch watch = closing.watch()) {
            if (time.sleepUntil(atMillis, watch.signal())) {
                throw CloseSignal.cut(call.name(), delivery);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    call.name() + " was interrupted while it waited to be made again: "
                            + ExchangeFailures.consequence(delivery),
                    null,
                    interrupted);
        }
    }
}
