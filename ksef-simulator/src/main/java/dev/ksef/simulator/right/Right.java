package dev.ksef.simulator.right;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A right that was granted.
 *
 * @param id 36 characters
 * @param start from when it holds
 * @param end from when it no longer holds; null if it holds for good
 */
public record Right(
        String id, Grant grant, Instant start, @Nullable Instant end) {

    boolean holds(Instant now) {
        return !now.isBefore(start) && !ended(now);
    }

    boolean ended(Instant now) {
        return end != null && !now.isBefore(end);
    }

    Right endingAt(Instant moment) {
        return new Right(id, grant, start, moment);
    }
}
