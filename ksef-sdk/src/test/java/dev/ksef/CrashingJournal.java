package dev.ksef;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import java.util.List;
import java.util.Set;

/** A journal whose process dies at one of its writes, right before or right after. */
final class CrashingJournal implements SubmissionJournal {

    private final SubmissionJournal disk;
    private final CrashingLease.Fate fate;

    /**
     * @param disk what stays
     * @param fatalWrite the write at which the process dies, from 1; 0 for none
     * @param written whether it dies after that write
     */
    CrashingJournal(SubmissionJournal disk, int fatalWrite, boolean written) {
        this(disk, fatalWrite, written, () -> {
            throw new Crash();
        });
    }

    /**
     * @param death how the process dies
     */
    CrashingJournal(SubmissionJournal disk, int fatalWrite, boolean written, Runnable death) {
        this.disk = disk;
        this.fate = new CrashingLease.Fate(fatalWrite, written, death);
    }

    int writes() {
        return fate.writes().get();
    }

    @Override
    public JournalLease lease(SubmissionKey submission, Deadline deadline) {
        return new CrashingLease(disk.lease(submission, deadline), fate);
    }

    @Override
    public List<JournalRecord> read(SubmissionKey submission) {
        return disk.read(submission);
    }

    @Override
    public Set<SubmissionKey> submissions() {
        return disk.submissions();
    }

    /** The end of a process. */
    static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }
}
