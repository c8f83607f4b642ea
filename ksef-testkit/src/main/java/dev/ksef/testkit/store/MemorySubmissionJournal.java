package dev.ksef.testkit.store;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A journal in memory, for tests. It can be made to fail or to wait, and its leases can be lost. */
public final class MemorySubmissionJournal implements SubmissionJournal {

    private final SubmissionJournal memory;
    private final Map<SubmissionKey, JournalLease> held = new ConcurrentHashMap<>();
    private volatile Runnable onAccess = () -> {};

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
        onAccess = action;
        return this;
    }

    /**
     * Takes the lease of a submission from its holder, as if that were dead: what it writes from now on fails, and the lease is
     * there for another one.
     *
     * @throws IllegalStateException if nobody has ever held it
     */
    public void loseLease(SubmissionKey submission) {
        JournalLease lease = held.get(submission);
        if (lease == null) {
            throw new IllegalStateException("Nobody has held the lease of " + submission);
        }
        lease.close();
    }

    @Override
    public JournalLease lease(SubmissionKey submission, Deadline deadline) {
        onAccess.run();
        JournalLease lease = memory.lease(submission, deadline);
        held.put(submission, lease);
        return new ObservedLease(lease);
    }

    @Override
    public List<JournalRecord> read(SubmissionKey submission) {
        onAccess.run();
        return memory.read(submission);
    }

    @Override
    public Set<SubmissionKey> submissions() {
        onAccess.run();
        return memory.submissions();
    }

    private final class ObservedLease implements JournalLease {

        private final JournalLease lease;

        ObservedLease(JournalLease lease) {
            this.lease = lease;
        }

        @Override
        public List<JournalRecord> records() {
            onAccess.run();
            return lease.records();
        }

        @Override
        public void append(List<JournalRecord> records) {
            onAccess.run();
            lease.append(records);
        }

        @Override
        public void replace(List<JournalRecord> records) {
            onAccess.run();
            lease.replace(records);
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
