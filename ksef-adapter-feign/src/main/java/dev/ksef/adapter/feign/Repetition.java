package dev.ksef.adapter.feign;

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
final class Repetition implements Step {

    private static final double GROWTH = 2;
    private static final double JITTER = 0.5;

    private final Step next;
    private final Time time;
    private final KsefListener listener;
    private final Closing closing;
    private final Retry whenLimited;
    private final Retry whenFailed;

    Repetition(Step next, TransportSettings settings, Closing closing) {
        this.next = next;
        this.time = settings.time();
        this.listener = settings.listener();
        this.closing = closing;
        IntervalFunction guess = IntervalFunction.ofExponentialBackoff(RetryAfter.FIRST_GUESS, GROWTH);
        whenLimited =
                retry(Integer.MAX_VALUE, Tried::isLimited, (attempt, tried) -> asked(tried, guess.apply(attempt)));
        IntervalFunction pause =
                IntervalFunction.ofExponentialRandomBackoff(settings.retry().firstPause(), GROWTH, JITTER);
        whenFailed = retry(
                settings.retry().attempts(),
                Tried::mayBeRepeated,
                // A dropped connection was mostly an old one: a new one is there at once.
                (attempt, tried) -> attempt == 1 && tried.isDropped() ? 0 : asked(tried, pause.apply(attempt)));
    }

    private static Retry retry(int attempts, Predicate<Tried> when, BiFunction<Integer, Tried, Long> pause) {
        return Retry.of(
                "KSeF",
                RetryConfig.<Tried>custom()
                        .maxAttempts(attempts)
                        .retryOnResult(when)
                        .intervalBiFunction((attempt, outcome) -> pause.apply(attempt, outcome.get()))
                        .build());
    }

    private long asked(Tried tried, long guessMillis) {
        return tried.retryAfter(time.millis()).map(Duration::toMillis).orElse(guessMillis);
    }

    @Override
    public Response proceed(Request request, Call call) {
        Retry.AsyncContext<Tried> limited = whenLimited.asyncContext();
        Retry.AsyncContext<Tried> failed = whenFailed.asyncContext();
        Tried doubtful = null;
        for (int attempt = 1; ; attempt++) {
            Tried tried = Tried.of(next, request, call);
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

    private void await(long atMillis, Call call, Delivery delivery) {
        try (Closing.Watch watch = closing.watch()) {
            if (time.sleepUntil(atMillis, watch.signal())) {
                throw Closing.cut(call.name(), delivery);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    call.name() + " was interrupted while it waited to be made again: "
                            + Failures.consequence(delivery),
                    null,
                    interrupted);
        }
    }
}
