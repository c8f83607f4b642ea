package dev.ksef.domain.submission;

import dev.ksef.port.journal.JournalRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leaves out the single steps of sessions that have ended: what came of them stays. A submission of ten thousand invoices sent one
 * by one has three records for each; one of them remains.
 */
final class JournalCompaction {

    private static final Set<String> STEPS = Set.of(
            JournalWords.SENDING,
            JournalWords.SENT,
            JournalWords.PART_UPLOADED,
            JournalWords.SESSION_CLOSING,
            JournalWords.SESSION_CLOSED);

    private final Map<String, SessionEntry> ended;

    private JournalCompaction(Map<String, SessionEntry> ended) {
        this.ended = ended;
    }

    /** Returns fewer records that come to the same. */
    static List<JournalRecord> of(List<JournalRecord> records) {
        Map<String, SessionEntry> ended = SubmissionState.of(records).sessions().stream()
                .filter(session -> session.phase() == SessionEntry.Phase.ENDED)
                .collect(Collectors.toMap(session -> String.valueOf(session.attempt()), session -> session));
        var compaction = new JournalCompaction(ended);
        return records.stream().flatMap(compaction::kept).toList();
    }

    private Stream<JournalRecord> kept(JournalRecord written) {
        SessionEntry session = ended.get(written.values().getOrDefault(JournalWords.ATTEMPT, ""));
        if (session == null) {
            return Stream.of(written);
        }
        if (STEPS.contains(written.type())) {
            return Stream.of();
        }
        Map<String, String> values = new HashMap<>(written.values());
        if (written.type().equals(JournalWords.SESSION_OPENING)) {
            // What was sent in it, the steps had told.
            values.put(JournalWords.INVOICES, invoices(session));
        }
        values.remove(JournalWords.SEALED_LINKS);
        return Stream.of(new JournalRecord(written.at(), written.type(), values));
    }

    private static String invoices(SessionEntry session) {
        return session.invoices().stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }
}
