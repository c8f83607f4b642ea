package dev.ksef.port.journal;

import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Set;

/** States that end with their process. */
final class MemorySyncStateStore implements SyncStateStore {

    private final MemoryRecords<SyncKey> records;

    MemorySyncStateStore(Time time) {
        this.records = new MemoryRecords<>(time);
    }

    @Override
    public JournalLease lease(SyncKey chain, Deadline deadline) {
        return records.lease(chain, deadline);
    }

    @Override
    public List<JournalRecord> read(SyncKey chain) {
        return records.read(chain);
    }

    @Override
    public Set<SyncKey> chains() {
        return records.keys();
    }

    @Override
    public String toString() {
        return "SyncStateStore[in memory]";
    }
}
