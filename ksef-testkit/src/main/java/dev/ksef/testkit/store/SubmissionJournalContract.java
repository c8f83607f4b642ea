package dev.ksef.testkit.store;

import static dev.ksef.testkit.store.JournalSamples.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

    /**
     * Damages what the journal of this test keeps of one submission, as a failing disk does, so that it cannot be read any more.
     *
     * @return false if that is not possible, or cannot happen to one submission alone; then it is not tested
     */
    protected boolean damage(SubmissionKey submission) {
        return false;
    }

    @Test
    void damagedSubmission_isTold_andTheOthersAreListed() {
        var journal = journal();
        write(journal, key(), numbered(0, 3));
        write(journal, otherKey(), numbered(9, 10));
        List<KsefStorageException> told = new ArrayList<>();
        assertThat(journal.submissions(told::add)).containsExactlyInAnyOrder(key(), otherKey());
        assertThat(told).as("nothing is damaged").isEmpty();
        assumeTrue(damage(key()), "One submission of this journal cannot be damaged alone");
        assertThat(journal.submissions(told::add)).containsExactly(otherKey());
        assertThat(told).as("what is told of the damaged one").hasSize(1);
        assertThat(journal.read(otherKey())).isEqualTo(numbered(9, 10));
    }
}
