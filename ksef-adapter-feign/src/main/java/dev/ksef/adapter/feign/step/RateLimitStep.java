package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.exchange.CloseSignal;
import dev.ksef.adapter.feign.exchange.ExchangeAttempts;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.http.RetryAfterHeader;
import dev.ksef.adapter.feign.settings.TransportSettings;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import feign.Request;
import feign.Response;
import java.time.Duration;
import java.time.Instant;

/** Holds an exchange back until the {@link RateLimiter} lets it leave, and tells the limiter of every 429. */
public final class RateLimitStep implements CallStep {

    private final CallStep next;
    private final String environment;
    private final RateLimiter limiter;
    private final Time time;
    private final KsefListener listener;
    private final CloseSignal closing;

    public RateLimitStep(CallStep next, TransportSettings settings, CloseSignal closing) {
        this.next = next;
        this.environment = settings.environment().name();
        this.limiter = settings.rateLimiter();
        this.time = settings.time();
        this.listener = settings.listener();
        this.closing = closing;
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        ExchangeAttempts.refuseIfOver(call.name(), call.deadline(), time);
        LimitedCall limited = call.limited(environment);
        await(limited, call);
        Response response = next.proceed(request, call);
        if (HttpStatus.isTooManyRequests(response)) {
            penalise(limited, call, response);
        } else {
            limiter.answered(limited);
        }
        return response;
    }

    /** Tells the listener of the wait only if there will be one, and the deadline leaves time for it. */
    private void await(LimitedCall limited, OperationCall call) {
        long begun = time.millis();
        Instant until = limiter.whenFor(limited, 1);
        long expected = until.toEpochMilli() - time.wallMillis();
        if (expected <= 0 || expected > call.deadline().remainingMillis(time)) {
            acquire(limited, call);
            return;
        }
        listener.on(new KsefEvent.HeldBack(
                call.name(), call.correlation(), limited.group(), Duration.ofMillis(expected), until));
        try {
            acquire(limited, call);
        } finally {
            listener.on(new KsefEvent.LetGo(
                    call.name(), call.correlation(), limited.group(), Duration.ofMillis(time.millis() - begun)));
        }
    }

    private void acquire(LimitedCall limited, OperationCall call) {
        try (CloseSignal.Watch watch = closing.watch()) {
            if (!limiter.acquire(limited, call.deadline(), watch.signal())) {
                throw CloseSignal.cut(call.name(), Delivery.NOT_SENT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    call.name() + " was interrupted while it was held back by KSeF's limits; it was not sent",
                    null,
                    interrupted);
        }
    }

    /** Tells the limiter for how long KSeF blocks calls; where KSeF does not say, for as long as the call itself pauses. */
    private void penalise(LimitedCall limited, OperationCall call, Response response) {
        long now = time.millis();
        Duration asked = RetryAfterHeader.pause(response, time.wallMillis()).orElse(null);
        Duration pause = asked == null || asked.isZero() ? RetryAfterHeader.DEFAULT_PAUSE : asked;
        limiter.penalise(limited, now + pause.toMillis());
        listener.on(new KsefEvent.Blocked(call.name(), call.correlation(), asked));
    }
}
