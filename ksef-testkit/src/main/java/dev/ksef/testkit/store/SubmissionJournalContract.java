package dev.ksef.testkit.store;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import java.util.List;
import java.util.Set;

/**
 * Tests what every {@link SubmissionJournal} must do. Extend this class and return an empty journal. Override the hooks that fit
 * the journal; tests of the other hooks are reported as skipped.
 */
public abstract class SubmissionJournalContract extends LeasedRecordsContract<SubmissionJournal, SubmissionKey> {

    /** Makes an empty journal. Called once per test, before all other hooks. The extending class closes the journal. */
    protected abstract SubmissionJournal journal();

    @Override
    final SubmissionJournal store() {
        return journal();
    }

    @Override
    final JournalLease lease(SubmissionJournal journal, SubmissionKey submission, Deadline deadline) {
        return journal.lease(submission, deadline);
    }

    @Override
    final List<JournalRecord> read(SubmissionJournal journal, SubmissionKey submission) {
        return journal.read(submission);
    }

    @Override
    final Set<SubmissionKey> keys(SubmissionJournal journal) {
        return journal.submissions();
    }

    @Override
    final SubmissionKey key() {
        return JournalSamples.KEY;
    }

    @Override
    final SubmissionKey otherKey() {
        return JournalSamples.OTHER_KEY;
    }

    @Override
    final SubmissionKey numberedKey(int number) {
        return JournalSamples.numberedKey(number);
    }

    @Override
    final List<SubmissionKey> awkwardKeys() {
        return JournalSamples.awkwardKeys();
    }
}
