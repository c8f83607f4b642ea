package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.function.Supplier;

/** Repeats a call that KSeF's limits hold back for longer than one call may take, as soon as they let it. */
public final class LimitWaits {

    private final StatusPolling polling;
    private final Time time;

    public LimitWaits(StatusPolling polling, Time time) {
        this.polling = polling;
        this.time = time;
    }

    /**
     * Returns the result of the call.
     *
     * @throws KsefRateLimitedException if the limits hold it back beyond the deadline, or do not say for how long
     */
    public <T> T within(Deadline deadline, Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (KsefRateLimitedException limited) {
                Duration pause = limited.retryAfter().orElse(Duration.ZERO);
                Deadline end = Deadline.after(pause, time);
                if (pause.isZero() || end.atMillis() > deadline.atMillis()) {
                    throw limited;
                }
                polling.until("KSeF's limits", end.atMillis());
            }
        }
    }
}
