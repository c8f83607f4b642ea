package dev.ksef.adapter.jdbc;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.testkit.store.SubmissionJournalContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract of journals on some database. */
abstract class SubmissionJournalOn extends SubmissionJournalContract {

    @RegisterExtension
    private final Opened opened = new Opened(this::database);

    abstract TestDatabase database();

    @Override
    protected SubmissionJournal journal() {
        return opened.storage().submissionJournal();
    }

    @Override
    protected Optional<SubmissionJournal> reopened() {
        return Optional.of(opened.restarted().submissionJournal());
    }

    @Override
    protected Optional<SubmissionJournal> failing() {
        return Optional.of(opened.broken().submissionJournal());
    }

    @Override
    protected Optional<SubmissionJournal> closed() {
        return Optional.of(opened.closed().submissionJournal());
    }

    @Override
    protected Optional<JournalLease> takenOver(SubmissionJournal journal, SubmissionKey submission) {
        opened.endLeases();
        return Optional.of(journal().lease(submission, Samples.patient()));
    }

    @Override
    protected boolean damage(SubmissionKey submission) {
        RowId id = new RecordsKind.Submissions().name(submission).id();
        return opened.database()
                        .change("UPDATE ksef_head SET next_position = next_position + 1 WHERE id = ?", id.bytes())
                == 1;
    }

    @Override
    protected Optional<List<String>> traces() {
        return Optional.of(opened.database().traces());
    }

    @Override
    protected int many() {
        return 40;
    }
}
