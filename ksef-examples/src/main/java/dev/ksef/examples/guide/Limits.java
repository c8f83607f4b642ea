package dev.ksef.examples.guide;

import dev.ksef.domain.limit.RateLimits;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.port.RateLimitGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The snippets of "Keep within the limits". */
public final class Limits {

    private Limits() {}

    /** Whether single sends would not be done in time. */
    public static boolean goesAsBatch(RateLimits limits, int invoices, Instant endOfDay) {
        // snippet: choose
        limits.refresh();
        Instant lastLeaves = limits.whenFor(RateLimitGroup.INVOICE_SEND, invoices);
        boolean asBatch = lastLeaves.isAfter(endOfDay);
        // end
        return asBatch;
    }

    /** What the next process has to know. */
    public static void keep(SlidingRateLimiter limiter, Path file) throws IOException {
        // snippet: keep
        Files.writeString(file, limiter.save());
        // end
    }

    /** What the process before knew. */
    public static void recall(SlidingRateLimiter limiter, Path file) throws IOException {
        // snippet: recall
        if (Files.exists(file)) {
            limiter.restore(Files.readString(file));
        }
        // end
    }
}
