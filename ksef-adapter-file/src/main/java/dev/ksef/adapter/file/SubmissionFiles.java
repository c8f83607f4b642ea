package dev.ksef.adapter.file;

import dev.ksef.port.internal.content.StoredName;
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
    StoredName name(SubmissionKey submission) {
        return StoredName.of(submission);
    }

    @Override
    SubmissionKey key(StoredName stored) {
        return stored.submission();
    }

    @Override
    String description(SubmissionKey submission) {
        return "the journal of " + submission;
    }
}
