package dev.ksef.domain.sync;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** States in memory whose accesses can be made to fail or to wait. */
final class ObservedStates implements SyncStateStore {

    final AtomicInteger writes = new AtomicInteger();
    final AtomicInteger held = new AtomicInteger();
    volatile Runnable onLease = () -> {};
    volatile Runnable onWrite = () -> {};
    private final SyncStateStore memory;

    ObservedStates(Time time) {
        memory = SyncStateStore.inMemory(time);
    }

    @Override
    public JournalLease lease(SyncKey chain, Deadline deadline) {
        onLease.run();
        JournalLease lease = memory.lease(chain, deadline);
        held.incrementAndGet();
        return new JournalLease() {
            @Override
            public List<JournalRecord> records() {
                return lease.records();
            }

            @Override
            public void append(List<JournalRecord> records) {
                writes.incrementAndGet();
                onWrite.run();
                lease.append(records);
            }

            @Override
            public void replace(List<JournalRecord> records) {
                writes.incrementAndGet();
                onWrite.run();
                lease.replace(records);
            }

            @Override
            public void close() {
                lease.close();
                held.decrementAndGet();
            }
        };
    }

    @Override
    public List<JournalRecord> read(SyncKey chain) {
        return memory.read(chain);
    }

    @Override
    public Set<SyncKey> chains() {
        return memory.chains();
    }
}
