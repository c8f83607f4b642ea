package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation named {@code ksef.call} of each call, from its beginning to its end, within whatever observation
 * the thread is in, and a call within it of a call that is made meanwhile, such as a sign-in. Attempts, repetitions and
 * waits are its events.
 *
 * <p><b>Threading:</b> for all threads; what is open on one is known to that thread alone.
 *
 * <p><b>Failure:</b> a call whose end is never told is stopped with outcome {@code lost} as soon as a call around it ends,
 * or another begins after the observation around it was left, or more are open on the thread than calls can be within each
 * other. With a thread that ends, what is open on it goes, too.
 *
 * <p><b>Lifecycle:</b> one for each registry; all clients of an application can share it. It needs no closing.
 */
public final class KsefObservations implements KsefListener {

    private final ObservationRegistry registry;
    private final ThreadLocal<@Nullable OpenCalls> open = new ThreadLocal<>();

    private KsefObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** Observations in that registry. */
    public static KsefObservations of(ObservationRegistry registry) {
        return new KsefObservations(registry);
    }

    @Override
    public void onCallBegan(KsefEvent.CallBegan event) {
        OpenCalls calls = open.get();
        if (calls == null) {
            calls = new OpenCalls(registry);
            open.set(calls);
        }
        calls.begin(event);
    }

    @Override
    public void onCallEnded(KsefEvent.CallEnded event) {
        OpenCalls calls = open.get();
        if (calls == null) {
            return;
        }
        try {
            calls.end(event);
        } finally {
            // Threads of pools keep nothing of us between calls.
            if (calls.isEmpty()) {
                open.remove();
            }
        }
    }

    @Override
    public void onAttempt(KsefEvent.Attempt event) {
        happened(event.operation(), event.correlation(), "attempt");
    }

    @Override
    public void onRetry(KsefEvent.Retry event) {
        happened(event.operation(), event.correlation(), "retry");
    }

    @Override
    public void onHeldBack(KsefEvent.HeldBack event) {
        happened(event.operation(), event.correlation(), "held back");
    }

    @Override
    public void onLetGo(KsefEvent.LetGo event) {
        happened(event.operation(), event.correlation(), "let go");
    }

    @Override
    public void onBlocked(KsefEvent.Blocked event) {
        happened(event.operation(), event.correlation(), "blocked");
    }

    private void happened(String operation, CallCorrelation correlation, String what) {
        OpenCalls calls = open.get();
        if (calls != null) {
            calls.happened(operation, correlation, what);
        }
    }
}
