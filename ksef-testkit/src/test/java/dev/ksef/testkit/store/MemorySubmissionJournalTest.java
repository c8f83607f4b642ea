package dev.ksef.testkit.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemorySubmissionJournalTest extends SubmissionJournalContract {

    @Override
    protected SubmissionJournal journal() {
        return new MemorySubmissionJournal();
    }

    @Override
    protected Optional<SubmissionJournal> failing() {
        return Optional.of(new MemorySubmissionJournal().onAccess(() -> {
            throw new KsefStorageException("The journal was told to fail", null);
        }));
    }

    @Override
    protected Optional<JournalLease> takenOver(SubmissionJournal journal, SubmissionKey submission) {
        ((MemorySubmissionJournal) journal).loseLease(submission);
        return Optional.of(journal.lease(submission, Deadline.NEVER));
    }

    @Test
    void leaseThatNobodyHeld_cannotBeLost() {
        assertThatThrownBy(() -> new MemorySubmissionJournal().loseLease(JournalSamples.KEY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(JournalSamples.KEY.toString());
    }
}
