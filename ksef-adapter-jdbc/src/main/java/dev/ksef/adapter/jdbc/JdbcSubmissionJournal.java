package dev.ksef.adapter.jdbc;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The journal of submissions in the tables of records. */
final class JdbcSubmissionJournal implements SubmissionJournal {

    private final LeasedRecords<SubmissionKey> records;

    JdbcSubmissionJournal(Tables tables, Leases leases) {
        this.records = new LeasedRecords<>(tables, leases, new RecordsKind.Submissions());
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
    public Set<SubmissionKey> submissions(Consumer<KsefStorageException> unreadable) {
        return records.keys(unreadable);
    }

    @Override
    public String toString() {
        return "SubmissionJournal[" + records + "]";
    }
}
