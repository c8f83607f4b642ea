package dev.ksef.adapter.file;

import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.SubmissionKey;

/** The files of {@link FileSubmissionJournal}. */
final class SubmissionFiles extends JournalKind<SubmissionKey> {

    SubmissionFiles() {
        super(
                "journal",
                "KSEFJRNL",
                "the journal of a submission",
                "the file of another submission",
                "restore it from a backup, or look in KSeF for what was sent, and move it away only then");
    }

    @Override
    Parts parts(SubmissionKey submission) {
        return new Parts(
                submission.environment(), submission.context(), submission.id().value());
    }

    @Override
    SubmissionKey key(Parts parts) {
        return new SubmissionKey(parts.environment(), parts.context(), SubmissionId.of(parts.name()));
    }

    @Override
    String description(SubmissionKey submission) {
        return "the journal of " + submission;
    }
}
