package dev.ksef.simulator.ratelimit;

import dev.ksef.simulator.wire.TooManyRequests;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts calls together in all three windows, and takes a call only if each window has room for it. Thread-safe. */
final class CountedCalls {

    private final List<SlidingWindow> windows =
            Arrays.stream(RateWindow.values()).map(SlidingWindow::new).toList();
    private @Nullable RateBlock block;

    /**
     * Takes a call and notes it. A refused call is not noted.
     *
     * @throws TooManyRequests if there were too many before it
     */
    void take(WindowLimits limit, InstantSource clock) {
        take(limit, clock, () -> {});
    }

    /**
     * Takes a call that is counted elsewhere, too. It is noted in both places or in none.
     *
     * @param other takes the call in the other place, or throws
     * @throws TooManyRequests if there were too many before it
     */
    synchronized void take(WindowLimits limit, InstantSource clock, Runnable other) {
        // Read in here, so that calls are noted in the order of their times.
        Instant now = clock.instant();
        if (block != null && block.holds(now)) {
            throw refusal(block.lengthened(now), now);
        }
        SlidingWindow last = lastToOpen(limit, now);
        Instant opens = last.opens(limit, now);
        if (opens.isAfter(now)) {
            throw refusal(RateBlock.begin(last.window(), limit, opens, now, block), now);
        }
        other.run();
        windows.forEach(window -> window.add(limit, now));
    }

    synchronized List<SlidingWindow.Peak> peaks() {
        return windows.stream().flatMap(window -> window.peak().stream()).toList();
    }

    private SlidingWindow lastToOpen(WindowLimits limit, Instant now) {
        return windows.stream()
                .max(Comparator.comparing(window -> window.opens(limit, now)))
                .orElseThrow();
    }

    private TooManyRequests refusal(RateBlock next, Instant now) {
        block = next;
        return next.refusal(now);
    }
}
