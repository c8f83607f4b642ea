package dev.ksef.port.journal;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Records by key that end with their process. */
final class MemoryRecords<K> {

    private final Time time;
    /** The lists change only while the map computes their entry, and leave it as copies. */
    private final Map<K, List<JournalRecord>> records = new ConcurrentHashMap<>();

    private final Map<K, Lease> holders = new ConcurrentHashMap<>();

    MemoryRecords(Time time) {
        this.time = time;
    }

    JournalLease lease(K key, Deadline deadline) {
        var mine = new Lease(key);
        while (true) {
            Lease other = holders.putIfAbsent(key, mine);
            if (other == null) {
                return mine;
            }
            awaitEnd(other, deadline);
        }
    }

    private void awaitEnd(Lease other, Deadline deadline) {
        try {
            if (!time.awaitUntil(deadline.atMillis(), other.end)) {
                throw new KsefStorageException(
                        "Another thread of this process wrote the records of " + other.key
                                + " until the deadline; wait until it has finished, and try again",
                        null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    "Interrupted while another thread of this process wrote the records of " + other.key,
                    null,
                    interrupted);
        }
    }

    List<JournalRecord> read(K key) {
        List<JournalRecord> copy = new ArrayList<>();
        records.computeIfPresent(key, (same, present) -> {
            copy.addAll(present);
            return present;
        });
        return List.copyOf(copy);
    }

    Set<K> keys() {
        return Set.copyOf(records.keySet());
    }

    private final class Lease implements JournalLease {

        private final K key;
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        Lease(K key) {
            this.key = key;
        }

        @Override
        public List<JournalRecord> records() {
            return read(key);
        }

        @Override
        public void append(List<JournalRecord> more) {
            List<JournalRecord> added = List.copyOf(more);
            records.compute(key, (same, old) -> {
                requireHeld();
                if (added.isEmpty()) {
                    return old;
                }
                List<JournalRecord> all = old == null ? new ArrayList<>() : old;
                all.addAll(added);
                return all;
            });
        }

        @Override
        public void replace(List<JournalRecord> others) {
            List<JournalRecord> all = new ArrayList<>(List.copyOf(others));
            records.compute(key, (same, old) -> {
                requireHeld();
                return all.isEmpty() ? null : all;
            });
        }

        private void requireHeld() {
            if (!equals(holders.get(key))) {
                throw new KsefStorageException(
                        "The right to write the records of " + key
                                + " was given back, or somebody else has it: take it anew, and read before you go on",
                        null);
            }
        }

        @Override
        public void close() {
            holders.remove(key, this);
            end.complete(null);
        }

        @Override
        public String toString() {
            return "JournalLease[" + key + "]";
        }
    }
}
