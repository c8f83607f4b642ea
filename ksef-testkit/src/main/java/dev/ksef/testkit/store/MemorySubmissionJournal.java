package dev.ksef.testkit.store;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Set;

/** A journal in memory, for tests. It can be made to fail or to wait, and its leases can be lost. */
public final class MemorySubmissionJournal implements SubmissionJournal {

    private final SubmissionJournal memory;
    private final ObservedLeases<SubmissionKey> leases = new ObservedLeases<>();

    /** Makes an empty journal for deadlines by the clock of this machine. */
    public MemorySubmissionJournal() {
        this(Time.system());
    }

    /** Makes an empty journal for deadlines by a clock. */
    public MemorySubmissionJournal(Time time) {
        memory = SubmissionJournal.inMemory(time);
    }

    /**
     * Runs an action before each access from now on, that through a lease included. It may throw as a broken journal does, or
     * wait as a slow one does.
     */
    public MemorySubmissionJournal onAccess(Runnable action) {
        leases.onAccess(action);
        return this;
    }

    /**
     * Takes the lease of a submission from its holder, as if that were dead: what it writes from now on fails, and the lease is
     * there for another one.
     *
     * @throws IllegalStateException if nobody has ever held it
     */
    public void loseLease(SubmissionKey submission) {
        leases.lose(submission);
    }

    @Override
    public JournalLease lease(SubmissionKey submission, Deadline deadline) {
        return leases.lease(submission, () -> memory.lease(submission, deadline));
    }

    @Override
    public List<JournalRecord> read(SubmissionKey submission) {
        return leases.access(() -> memory.read(submission));
    }

    @Override
    public Set<SubmissionKey> submissions() {
        return leases.access(memory::submissions);
    }
}
