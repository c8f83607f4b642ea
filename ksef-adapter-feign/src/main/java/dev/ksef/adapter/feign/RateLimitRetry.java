package dev.ksef.adapter.feign;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.port.KsefEvent;
import dev.ksef.port.KsefListener;
import dev.ksef.port.Time;
import feign.Request;
import feign.Response;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;

/**
 * Repeats what was answered with 429, which KSeF has not processed: after the full time it asks for, if the call's
 * deadline leaves that time. Resilience4j counts and computes; the waiting is done where all waiting is done.
 */
final class RateLimitRetry implements Step {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration FIRST_GUESS = Duration.ofSeconds(1);

    private final Step next;
    private final Time time;
    private final KsefListener listener;
    private final Retry retry;

    RateLimitRetry(Step next, Time time, KsefListener listener) {
        this.next = next;
        this.time = time;
        this.listener = listener;
        IntervalFunction guess = IntervalFunction.ofExponentialBackoff(FIRST_GUESS, 2);
        this.retry = Retry.of(
                "KSeF 429",
                RetryConfig.<Response>custom()
                        .maxAttempts(Integer.MAX_VALUE)
                        .retryOnResult(RateLimitRetry::mayBeRepeated)
                        .intervalBiFunction((attempt, outcome) -> RetryAfter.of(outcome.get(), time.millis())
                                .filter(delay -> !delay.isZero())
                                .map(Duration::toMillis)
                                .orElseGet(() -> guess.apply(attempt)))
                        .build());
    }

    @Override
    public Response proceed(Request request, Call call) {
        Retry.AsyncContext<Response> attempts = retry.asyncContext();
        for (int attempt = 1; ; attempt++) {
            Response response = next.proceed(request, call);
            long delayMillis = attempts.onResult(response);
            if (delayMillis < 0 || delayMillis >= call.deadline().remainingMillis(time)) {
                return response;
            }
            listener.on(new KsefEvent.Retry(
                    call.name(),
                    call.correlation(),
                    attempt,
                    Duration.ofMillis(delayMillis),
                    "HTTP " + response.status()));
            await(time.millis() + delayMillis, call);
        }
    }

    /** Something was said of when to come back that we cannot read: coming back by guess would make the block longer. */
    private static boolean isBeyondUs(Response response) {
        return RetryAfter.isPresent(response) && RetryAfter.of(response, 0).isEmpty();
    }

    private static boolean mayBeRepeated(Response response) {
        return response.status() == TOO_MANY_REQUESTS && !isBeyondUs(response);
    }

    private void await(long atMillis, Call call) {
        try {
            time.sleepUntil(atMillis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    call.name() + " was interrupted while it waited for KSeF's rate limit; it was not processed",
                    null,
                    interrupted);
        }
    }
}
