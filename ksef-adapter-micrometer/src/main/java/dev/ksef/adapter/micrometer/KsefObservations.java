package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation named {@code ksef.call} of each call, as a child of the thread's current observation. A call that is
 * made within another, such as a sign-in, becomes its child. Attempts, retries and waits are events of the observation.
 *
 * <p><b>Threading:</b> for all threads; open observations belong to one thread each.
 *
 * <p><b>Failure:</b> a call whose end is never reported is stopped with outcome {@code lost} as soon as a call around it ends,
 * another call begins after the thread left the surrounding observation, or more calls are open on the thread than can be
 * nested. When a thread ends, its open observations are dropped.
 *
 * <p><b>Lifecycle:</b> one for each registry; all clients of an application can share it. It needs no closing.
 */
public final class KsefObservations implements KsefListener {

    private final ObservationRegistry registry;
    private final ThreadLocal<@Nullable ObservedCallStack> open = new ThreadLocal<>();

    private KsefObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** Creates the observations in a registry. */
    public static KsefObservations of(ObservationRegistry registry) {
        return new KsefObservations(registry);
    }

    @Override
    public void onCallBegan(KsefEvent.CallBegan event) {
        ObservedCallStack calls = open.get();
        if (calls == null) {
            calls = new ObservedCallStack(registry);
            open.set(calls);
        }
        calls.begin(event);
    }

    @Override
    public void onCallEnded(KsefEvent.CallEnded event) {
        ObservedCallStack calls = open.get();
        if (calls == null) {
            return;
        }
        try {
            calls.end(event);
        } finally {
            // Threads of pools keep nothing between calls.
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
        ObservedCallStack calls = open.get();
        if (calls != null) {
            calls.happened(operation, correlation, what);
        }
    }
}
