package dev.ksef.port.journal;

import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Set;

/** A journal that ends with its process. */
final class MemorySubmissionJournal implements SubmissionJournal {

    private final MemoryRecords<SubmissionKey> records;

    MemorySubmissionJournal(Time time) {
        this.records = new MemoryRecords<>(time);
    }

    @Override
    public JournalLease lease(SubmissionKey submission, Deadline deadline) {
        return records.lease(submission, deadline);
    }

    @Override
    public List<JournalRecord> read(SubmissionKey submission) {
        return records.read(submission);
    }

    @Override
    public Set<SubmissionKey> submissions() {
        return records.keys();
    }

    @Override
    public String toString() {
        return "SubmissionJournal[in memory]";
    }
}
