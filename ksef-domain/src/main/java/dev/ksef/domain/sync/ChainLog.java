package dev.ksef.domain.sync;

import dev.ksef.domain.internal.LeasedRecords;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.journal.JournalRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the records of one chain under its lease, each before or after what it tells of, and keeps what they come to. */
final class ChainLog implements AutoCloseable {

    /** Records are replaced by fewer once so many, and as many as these fewer, were added. */
    private static final int FEWEST_TO_REPLACE = 1000;

    private final LeasedRecords records;
    private final InstantSource clock;
    private final SyncState state;
    private int added;
    private int fewest;

    ChainLog(LeasedRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
        List<JournalRecord> written = records.records();
        this.state = SyncState.of(written);
        this.added = written.size();
    }

    SyncState state() {
        return state;
    }

    void exportStarted(ReferenceNumber export, @Nullable Instant to) {
        write(List.of(record(SyncWords.EXPORT, SyncState.exportValues(export, to))));
    }

    void exportOver() {
        write(List.of(record(SyncWords.EXPORT_OVER, Map.of())));
    }

    /**
     * Writes what was taken, and what is handed out next.
     *
     * @param taken with the dates of their permanent storage; null for none
     */
    void handedOut(Map<KsefNumber, @Nullable Instant> taken, List<KsefNumber> next) {
        List<JournalRecord> changes = new ArrayList<>();
        if (!taken.isEmpty()) {
            changes.add(record(SyncWords.TAKEN, SyncState.numbersValue(taken)));
        }
        if (!next.isEmpty()) {
            Map<KsefNumber, @Nullable Instant> open = new LinkedHashMap<>();
            next.forEach(number -> open.put(number, null));
            changes.add(record(SyncWords.OFFERED, SyncState.numbersValue(open)));
        }
        if (!changes.isEmpty()) {
            write(changes);
        }
    }

    /** Writes that all below this moment was handed out. What lies before it is remembered for some time. */
    void markMoved(Instant mark, Duration remember) {
        List<JournalRecord> changes = new ArrayList<>();
        changes.add(record(SyncWords.MARK, SyncState.markValues(mark, state.rememberedFrom(mark.minus(remember)))));
        if (state.export() != null) {
            changes.add(record(SyncWords.EXPORT_OVER, Map.of()));
        }
        write(changes);
        state.forget();
        replaceByFewer();
    }

    void runEnded() {
        write(List.of(record(SyncWords.RUN, Map.of())));
    }

    void audited() {
        write(List.of(record(SyncWords.AUDITED, Map.of())));
    }

    /** Forgets all: the chain begins from its start again. */
    void beginAnew() {
        records.replace(List.of());
    }

    private void replaceByFewer() {
        if (added < FEWEST_TO_REPLACE || added < 2 * fewest) {
            return;
        }
        List<JournalRecord> fewer = state.records(clock.instant());
        records.replace(fewer);
        fewest = fewer.size();
        added = fewest;
    }

    private void write(List<JournalRecord> changes) {
        records.append(changes);
        changes.forEach(state::take);
        added += changes.size();
    }

    private JournalRecord record(String type, Map<String, String> values) {
        return new JournalRecord(clock.instant(), type, values);
    }

    @Override
    public void close() {
        records.close();
    }
}
