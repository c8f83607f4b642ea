package dev.ksef.testkit.store;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Accesses of a store in memory, each of which can be made to fail or to wait, and leases that can be lost. */
final class ObservedLeases<K> {

    private final Map<K, JournalLease> held = new ConcurrentHashMap<>();
    private volatile Runnable onAccess = () -> {};

    void onAccess(Runnable action) {
        onAccess = action;
    }

    /** Returns what an access yields. */
    <T> T access(Supplier<T> access) {
        onAccess.run();
        return access.get();
    }

    /** Returns the lease of a key, whose accesses are observed, too. */
    JournalLease lease(K key, Supplier<JournalLease> taken) {
        JournalLease lease = access(taken);
        held.put(key, lease);
        return new ObservedLease(lease);
    }

    /** Takes the lease of a key from its holder. */
    void lose(K key) {
        JournalLease lease = held.get(key);
        if (lease == null) {
            throw new IllegalStateException("Nobody has held the lease of " + key);
        }
        lease.close();
    }

    private final class ObservedLease implements JournalLease {

        private final JournalLease lease;

        ObservedLease(JournalLease lease) {
            this.lease = lease;
        }

        @Override
        public List<JournalRecord> records() {
            return access(lease::records);
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
