package dev.ksef.simulator.right;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
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

    static Right saved(SavedRow row) {
        return new Right(row.text("id"), Grant.saved(row), row.instant("start"), row.optionalInstant("end"));
    }

    ObjectNode savedJson() {
        return grant.savedJson()
                .put("id", id)
                .put("start", start.toString())
                .put("end", end == null ? null : end.toString());
    }

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
