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

/** A journal that ends with its process. */
final class MemorySubmissionJournal implements SubmissionJournal {

    private final Time time;
    /** The lists change only while the map computes their entry, and leave it as copies. */
    private final Map<SubmissionKey, List<JournalRecord>> submissions = new ConcurrentHashMap<>();

    private final Map<SubmissionKey, Lease> holders = new ConcurrentHashMap<>();

    MemorySubmissionJournal(Time time) {
        this.time = time;
    }

    @Override
    public JournalLease lease(SubmissionKey submission, Deadline deadline) {
        var mine = new Lease(submission);
        while (true) {
            Lease other = holders.putIfAbsent(submission, mine);
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
                        "Another thread of this process wrote the journal of " + other.submission
                                + " until the deadline; wait until it has finished, and try again",
                        null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException(
                    "Interrupted while another thread of this process wrote the journal of " + other.submission,
                    null,
                    interrupted);
        }
    }

    @Override
    public List<JournalRecord> read(SubmissionKey submission) {
        List<JournalRecord> copy = new ArrayList<>();
        submissions.computeIfPresent(submission, (key, records) -> {
            copy.addAll(records);
            return records;
        });
        return List.copyOf(copy);
    }

    @Override
    public Set<SubmissionKey> submissions() {
        return Set.copyOf(submissions.keySet());
    }

    @Override
    public String toString() {
        return "SubmissionJournal[in memory]";
    }

    private final class Lease implements JournalLease {

        private final SubmissionKey submission;
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        Lease(SubmissionKey submission) {
            this.submission = submission;
        }

        @Override
        public List<JournalRecord> records() {
            return read(submission);
        }

        @Override
        public void append(List<JournalRecord> records) {
            List<JournalRecord> added = List.copyOf(records);
            submissions.compute(submission, (key, old) -> {
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
        public void replace(List<JournalRecord> records) {
            List<JournalRecord> all = new ArrayList<>(List.copyOf(records));
            submissions.compute(submission, (key, old) -> {
                requireHeld();
                return all.isEmpty() ? null : all;
            });
        }

        private void requireHeld() {
            if (!equals(holders.get(submission))) {
                throw new KsefStorageException(
                        "The right to write the journal of " + submission
                                + " was given back, or somebody else has it: take it anew, and read before you go on",
                        null);
            }
        }

        @Override
        public void close() {
            holders.remove(submission, this);
            end.complete(null);
        }

        @Override
        public String toString() {
            return "JournalLease[" + submission + "]";
        }
    }
}
