package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.CallOutcomes;
import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.failure.OpenCircuitException;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.settings.CircuitBreakerSettings;
import dev.ksef.adapter.feign.settings.TransportSettings;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent.CircuitChanged;
import dev.ksef.port.event.KsefEvent.CircuitChanged.State;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import dev.ksef.thirdparty.resilience4j.circuitbreaker.CircuitBreaker;
import dev.ksef.thirdparty.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import dev.ksef.thirdparty.resilience4j.circuitbreaker.CircuitBreakerConfig;
import dev.ksef.thirdparty.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import feign.Request;
import feign.Response;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets nothing leave for a while after too many exchanges with an environment failed. Failures are exchanges without an
 * answer and answers with 5xx. An answer with 4xx, limits included, is none, nor is an exchange that was ended from this
 * side. Resilience4j counts, by the given {@link Time} and without a thread.
 */
public final class CircuitBreakerStep implements CallStep {

    private static final int TRIALS = 3;

    private final CallStep next;
    private final Time time;
    private final KsefListener listener;
    private final String environment;
    private final CircuitBreakerSettings settings;
    private final CircuitBreaker breaker;
    private final AtomicInteger trialsUnderWay = new AtomicInteger();
    private volatile long openUntil;

    public CircuitBreakerStep(CallStep next, TransportSettings transport, CircuitBreakerSettings settings) {
        this.next = next;
        this.time = transport.time();
        this.listener = transport.listener();
        this.environment = transport.environment().name();
        this.settings = settings;
        this.breaker = CircuitBreaker.of(environment, configuration());
        breaker.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition()));
    }

    private CircuitBreakerConfig configuration() {
        return CircuitBreakerConfig.custom()
                .clock(new InjectedClock(time))
                .failureRateThreshold(settings.failurePercent())
                .slidingWindow(settings.lastCalls(), settings.leastCalls(), SlidingWindowType.COUNT_BASED)
                // Resilience4j lets a trial leave after that instant, not at it.
                .waitDurationInOpenState(settings.open().minusMillis(1))
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .recordResult(answer -> HttpStatus.isServerError(((Response) answer).status()))
                .build();
    }

    /**
     * Returns a step in front of the given one, which leads to this one: it refuses what would be refused here, so that no
     * limit is spent on it.
     */
    public CallStep inFrontOf(CallStep towards) {
        return (request, call) -> {
            if (letsNothingLeave()) {
                throw refused(call);
            }
            return towards.proceed(request, call);
        };
    }

    private boolean letsNothingLeave() {
        return switch (breaker.getState()) {
            case OPEN -> time.millis() < openUntil;
            case HALF_OPEN -> breaker.getMetrics().getNumberOfBufferedCalls() + trialsUnderWay.get() >= TRIALS;
            default -> false;
        };
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        if (!breaker.tryAcquirePermission()) {
            throw refused(call);
        }
        // A call that left before the circuit opened, and still hangs, is no trial.
        int trial = breaker.getState() == CircuitBreaker.State.HALF_OPEN ? 1 : 0;
        trialsUnderWay.addAndGet(trial);
        boolean counted = false;
        try {
            Response response = next.proceed(request, call);
            // Slowness is no failure here: the duration does not matter.
            breaker.onResult(0, TimeUnit.MILLISECONDS, response);
            counted = true;
            return response;
        } catch (KsefTransportException failed) {
            if (!CallOutcomes.isGivenUp(failed, call, time)) {
                breaker.onError(0, TimeUnit.MILLISECONDS, failed);
                counted = true;
            }
            throw failed;
        } finally {
            trialsUnderWay.addAndGet(-trial);
            if (!counted) {
                breaker.releasePermission();
            }
        }
    }

    private KsefTransportException refused(OperationCall call) {
        Instant again = time.wallAt(Math.max(openUntil, time.millis()));
        return new KsefTransportException(
                call.name() + " was not sent, since too many calls to " + environment
                        + " failed: calls may leave again from " + again + " on",
                Delivery.NOT_SENT,
                new OpenCircuitException());
    }

    private void changed(StateTransition transition) {
        State state = switch (transition.getToState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            default -> State.CLOSED;
        };
        if (state == State.OPEN) {
            openUntil = time.millis() + settings.open().toMillis();
        }
        listener.on(new CircuitChanged(environment, state));
    }
}
