package dev.ksef.adapter.jdbc;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import java.util.List;
import java.util.Set;

/** How far synchronisation has come, in the tables of records. */
final class JdbcSyncStateStore implements SyncStateStore {

    private final LeasedRecords<SyncKey> records;

    JdbcSyncStateStore(Tables tables, Leases leases) {
        this.records = new LeasedRecords<>(tables, leases, new RecordsKind.Chains());
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
        return "SyncStateStore[" + records + "]";
    }
}
