package dev.ksef.simulator.ratelimit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the last second, minute or hour. A call counts until the whole span has passed since it came. Not
 * thread-safe.
 */
public final class SlidingWindow {

    /** The most calls that a window has held, and how many it could take then. */
    public record Peak(RateWindow window, int calls, int limit) {}

    private final RateWindow window;
    private final Deque<Instant> calls = new ArrayDeque<>();
    private @Nullable Peak peak;

    SlidingWindow(RateWindow window) {
        this.window = window;
    }

    RateWindow window() {
        return window;
    }

    /** When the window has room for one more call: the given time if it has room now. */
    Instant opens(WindowLimits limits, Instant now) {
        int limit = limits.of(window);
        forget(now);
        if (limit == WindowLimits.NONE || calls.size() < limit) {
            return now;
        }
        // The first of them, unless the limit was higher before.
        return calls.stream()
                .skip(calls.size() - limit)
                .findFirst()
                .map(call -> call.plus(window.span()))
                .orElse(now);
    }

    /** Notes a call. Without a limit nothing is noted, since that would grow for ever. */
    void add(WindowLimits limits, Instant now) {
        int limit = limits.of(window);
        if (limit == WindowLimits.NONE) {
            return;
        }
        calls.addLast(now);
        if (peak == null || peak.calls() < calls.size()) {
            peak = new Peak(window, calls.size(), limit);
        }
    }

    Optional<Peak> peak() {
        return Optional.ofNullable(peak);
    }

    private void forget(Instant now) {
        Instant end = now.minus(window.span());
        while (!calls.isEmpty() && !calls.getFirst().isAfter(end)) {
            calls.removeFirst();
        }
    }
}
