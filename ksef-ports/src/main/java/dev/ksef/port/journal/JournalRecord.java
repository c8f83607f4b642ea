package dev.ksef.port.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One record of a submission: something that is about to be done, or that came of it. A journal takes records as they are. What
 * they mean is the business of whoever writes them; a journal that was written by a later version yields all its records.
 *
 * @param at when it was written, by KSeF's clock
 * @param type what it tells, such as {@code session-opening}
 * @param values what belongs to it, by name: hashes, numbers, names, states; never the content of an invoice or a key
 */
public record JournalRecord(Instant at, String type, Map<String, String> values) {

    public JournalRecord {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(type, "type");
        values = Map.copyOf(values);
    }

    /** Shows what it tells, but not the values, which are the business of the taxpayer. */
    @Override
    public String toString() {
        return "JournalRecord[" + at + ", " + type + "]";
    }
}
