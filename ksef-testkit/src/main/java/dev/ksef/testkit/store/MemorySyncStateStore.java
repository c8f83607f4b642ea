package dev.ksef.testkit.store;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Set;

/** A store of states in memory, for tests. It can be made to fail or to wait, and its leases can be lost. */
public final class MemorySyncStateStore implements SyncStateStore {

    private final SyncStateStore memory;
    private final ObservedLeases<SyncKey> leases = new ObservedLeases<>();

    /** Makes an empty store for deadlines by the clock of this machine. */
    public MemorySyncStateStore() {
        this(Time.system());
    }

    /** Makes an empty store for deadlines by a clock. */
    public MemorySyncStateStore(Time time) {
        memory = SyncStateStore.inMemory(time);
    }

    /**
     * Runs an action before each access from now on, that through a lease included. It may throw as a broken store does, or
     * wait as a slow one does.
     */
    public MemorySyncStateStore onAccess(Runnable action) {
        leases.onAccess(action);
        return this;
    }

    /**
     * Takes the lease of a chain from its holder, as if that were dead: what it writes from now on fails, and the lease is
     * there for another one.
     *
     * @throws IllegalStateException if nobody has ever held it
     */
    public void loseLease(SyncKey chain) {
        leases.lose(chain);
    }

    @Override
    public JournalLease lease(SyncKey chain, Deadline deadline) {
        return leases.lease(chain, () -> memory.lease(chain, deadline));
    }

    @Override
    public List<JournalRecord> read(SyncKey chain) {
        return leases.access(() -> memory.read(chain));
    }

    @Override
    public Set<SyncKey> chains() {
        return leases.access(memory::chains);
    }
}
