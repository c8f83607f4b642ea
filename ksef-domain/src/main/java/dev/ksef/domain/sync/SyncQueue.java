package dev.ksef.domain.sync;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.invoice.SubjectType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The chains of many taxpayers in fair order: each gets one window, and goes to the end. One that KSeF's limits hold back waits
 * without a thread, and two chains of one taxpayer, who shares these limits, are never worked on at once.
 */
final class SyncQueue {

    /** In the order of their numbers. */
    private final Map<Long, Turn> waiting = new LinkedHashMap<>();

    private final Set<ContextIdentifier> busy = new HashSet<>();
    private final Map<ContextIdentifier, Map<SubjectType, ChainReport>> reports = new LinkedHashMap<>();
    private long numbers;
    private CompletableFuture<Void> change = new CompletableFuture<>();

    /**
     * A chain that waits for its turn.
     *
     * @param notBefore by the steady clock, in milliseconds; 0 for any time
     */
    record Turn(InvoiceSync taxpayer, SubjectType subjectType, long notBefore, long number) {}

    /**
     * What a worker does next.
     *
     * @param turn null if there is nothing to do now
     * @param untilMillis when to look again at the latest
     * @param change completed as soon as it is worth while to look again
     * @param isUnderWay whether other workers are at work
     */
    record Next(@Nullable Turn turn, long untilMillis, CompletableFuture<Void> change, boolean isUnderWay) {

        /** Tells whether all is done. */
        boolean isOver() {
            return turn == null && !isUnderWay && untilMillis == Long.MAX_VALUE;
        }
    }

    SyncQueue(Collection<InvoiceSync> taxpayers, List<SubjectType> subjectTypes) {
        for (SubjectType subjectType : subjectTypes) {
            for (InvoiceSync taxpayer : taxpayers) {
                reports.putIfAbsent(taxpayer.context(), new EnumMap<>(SubjectType.class));
                enqueue(taxpayer, subjectType, 0);
            }
        }
    }

    /** Returns the next chain whose turn it is, which is worked on from now. */
    synchronized Next next(long nowMillis) {
        long earliest = Long.MAX_VALUE;
        for (Turn turn : waiting.values()) {
            if (busy.contains(turn.taxpayer().context())) {
                continue;
            }
            if (turn.notBefore() > nowMillis) {
                earliest = Math.min(earliest, turn.notBefore());
                continue;
            }
            waiting.remove(turn.number());
            busy.add(turn.taxpayer().context());
            return new Next(turn, nowMillis, change, true);
        }
        return new Next(null, earliest, change, !busy.isEmpty());
    }

    private void enqueue(InvoiceSync taxpayer, SubjectType subjectType, long notBefore) {
        waiting.put(numbers, new Turn(taxpayer, subjectType, notBefore, numbers));
        numbers++;
    }

    /** Notes what a step did; where there is more, the chain waits for another turn. */
    synchronized void done(Turn turn, ChainReport report, boolean more, long notBefore) {
        busy.remove(turn.taxpayer().context());
        reports.computeIfAbsent(turn.taxpayer().context(), context -> new EnumMap<>(SubjectType.class))
                .merge(turn.subjectType(), report, ChainReport::and);
        if (more) {
            enqueue(turn.taxpayer(), turn.subjectType(), notBefore);
        }
        changed();
    }

    private void changed() {
        change.complete(null);
        change = new CompletableFuture<>();
    }

    /** Returns what was done for each taxpayer, in the order in which they were named. */
    synchronized List<SyncReport> reports() {
        return reports.entrySet().stream()
                .map(entry -> new SyncReport(
                        entry.getKey(), List.copyOf(entry.getValue().values())))
                .toList();
    }
}
