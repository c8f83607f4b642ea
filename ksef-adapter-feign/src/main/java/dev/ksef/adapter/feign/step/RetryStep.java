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
import dev.ksef.thirdparty.resilience4j.core.IntervalFunction;
import dev.ksef.thirdparty.resilience4j.retry.Retry;
import dev.ksef.thirdparty.resilience4j.retry.RetryConfig;
import feign.Request;
import feign.Response;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Sends a call again. After a 429, which KSeF has not processed, it does so when KSeF asks for it, as often as the deadline
 * allows. After another failure that may be over soon it does so if {@link RetryDecision} allows it, after growing pauses. A
 * pause that goes beyond the deadline is not begun. Resilience4j counts and computes; the waiting is that of {@link Time}.
 */
public final class RetryStep implements CallStep {

    private static final double GROWTH = 2;
    private static final double JITTER = 0.5;
    /** What TLS, DNS or a proxy refuses, they mostly refuse again. */
    private static final int MOST_ATTEMPTS_WHEN_LASTING = 2;

    private final CallStep next;
    private final Time time;
    private final KsefListener listener;
    private final CloseSignal closing;
    private final Retry whenLimited;
    private final Retry whenFailed;
    private final Retry whenLasting;

    public RetryStep(CallStep next, TransportSettings settings, CloseSignal closing) {
        this.next = next;
        this.time = settings.time();
        this.listener = settings.listener();
        this.closing = closing;
        IntervalFunction unasked = IntervalFunction.ofExponentialBackoff(RetryAfterHeader.DEFAULT_PAUSE, GROWTH);
        whenLimited = retry(
                Integer.MAX_VALUE,
                RetryDecision::isLimited,
                (attempt, decision) -> pauseMillis(decision, unasked.apply(attempt)));
        IntervalFunction growing =
                IntervalFunction.ofExponentialRandomBackoff(settings.retry().firstPause(), GROWTH, JITTER);
        whenFailed = retry(
                settings.retry().attempts(),
                RetryDecision::mayBeSentAgain,
                // A connection that was dropped was mostly an old one: a new one can be had at once.
                (attempt, decision) ->
                        attempt == 1 && decision.isDropped() ? 0 : pauseMillis(decision, growing.apply(attempt)));
        whenLasting = retry(
                Math.min(MOST_ATTEMPTS_WHEN_LASTING, settings.retry().attempts()),
                RetryDecision::mayBeSentAgain,
                (attempt, decision) -> growing.apply(attempt));
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

    /** The pause that the server asks for goes before our own, if it can be meant. */
    private long pauseMillis(RetryDecision decision, long ownMillis) {
        return decision.retryAfter(time.wallMillis())
                .map(pause -> Math.min(pause.toMillis(), RetryAfterHeader.LONGEST_BELIEVED.toMillis()))
                .orElse(ownMillis);
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        Retry.AsyncContext<RetryDecision> limited = whenLimited.asyncContext();
        Retry.AsyncContext<RetryDecision> failed = whenFailed.asyncContext();
        Retry.AsyncContext<RetryDecision> lasting = whenLasting.asyncContext();
        RetryDecision doubtful = null;
        for (int attempt = 1; ; attempt++) {
            RetryDecision decision = RetryDecision.after(next, request, call);
            long pauseMillis = attempts(decision, limited, lasting, failed).onResult(decision);
            if (pauseMillis < 0 || pauseMillis >= call.deadline().remainingMillis(time)) {
                // A repetition that did not reach KSeF says nothing of an attempt that may have reached it before.
                return doubtful != null && decision.isNotSent() ? doubtful.result() : decision.result();
            }
            if (decision.delivery() == Delivery.UNKNOWN) {
                doubtful = decision;
            }
            listener.on(new KsefEvent.Retry(
                    call.name(),
                    call.correlation(),
                    attempt,
                    Duration.ofMillis(pauseMillis),
                    decision.cause(),
                    decision.reason()));
            pause(time.millis() + pauseMillis, call, doubtful == null ? Delivery.NOT_SENT : Delivery.UNKNOWN);
        }
    }

    /** Each kind of trouble is counted for itself. */
    private static Retry.AsyncContext<RetryDecision> attempts(
            RetryDecision decision,
            Retry.AsyncContext<RetryDecision> limited,
            Retry.AsyncContext<RetryDecision> lasting,
            Retry.AsyncContext<RetryDecision> failed) {
        if (decision.isLimited()) {
            return limited;
        }
        return decision.isLasting() ? lasting : failed;
    }

    private void pause(long untilMillis, OperationCall call, Delivery delivery) {
        try (CloseSignal.Watch watch = closing.watch()) {
            if (time.sleepUntil(untilMillis, watch.signal())) {
                throw CloseSignal.cut(call.name(), delivery);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    call.name() + " was interrupted while it waited to be sent again: "
                            + ExchangeFailures.consequence(delivery),
                    null,
                    interrupted);
        }
    }
}
