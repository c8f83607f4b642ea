package dev.ksef.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.FakeArchive;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SyncStateTest {

    private static final Instant T = Instant.parse("2026-11-02T09:00:00Z");

    private static JournalRecord record(String type, Map<String, String> values) {
        return new JournalRecord(T, type, values);
    }

    private static void same(SyncState one, SyncState other) {
        assertThat(other.mark()).isEqualTo(one.mark());
        assertThat(other.export()).isEqualTo(one.export());
        assertThat(other.exportTo()).isEqualTo(one.exportTo());
        assertThat(other.exportAt()).isEqualTo(one.exportAt());
        assertThat(other.size()).isEqualTo(one.size());
        assertThat(other.runsSinceAudit()).isEqualTo(one.runsSinceAudit());
        assertThat(other.isOffered(FakeArchive.number(9))).isEqualTo(one.isOffered(FakeArchive.number(9)));
    }

    @Test
    void fewerRecords_comeToTheSame() {
        var dates = new LinkedHashMap<KsefNumber, Instant>();
        for (int i = 10; i < 1500; i++) {
            dates.put(FakeArchive.number(i), i % 7 == 0 ? null : T.minusSeconds(i));
        }
        var offered = new LinkedHashMap<KsefNumber, Instant>();
        offered.put(FakeArchive.number(9), null);
        offered.put(FakeArchive.number(10), null);
        List<JournalRecord> records = new ArrayList<>();
        records.add(record("of a later version", Map.of("x", "y")));
        records.add(
                record(SyncWords.MARK, Map.of(SyncWords.AT, T.minusSeconds(5).toString())));
        records.add(record(SyncWords.OFFERED, SyncState.numbersValue(offered)));
        records.add(record(SyncWords.TAKEN, SyncState.numbersValue(dates)));
        records.add(record(SyncWords.RUN, Map.of()));
        records.add(record(SyncWords.RUN, Map.of()));
        records.add(record(SyncWords.EXPORT, SyncState.exportValues(new ReferenceNumber("EX-1"), T)));
        SyncState state = SyncState.of(records);
        assertThat(state.size()).isEqualTo(1490);
        assertThat(state.isTaken(FakeArchive.number(14))).as("without a date").isTrue();
        assertThat(state.isOffered(FakeArchive.number(9))).isTrue();
        assertThat(state.isOffered(FakeArchive.number(10))).as("it was taken").isFalse();
        assertThat(state.runsSinceAudit()).isEqualTo(2);
        List<JournalRecord> fewer = state.records(T.plusSeconds(60));
        same(state, SyncState.of(fewer));
        state.take(record(SyncWords.EXPORT_OVER, Map.of()));
        state.take(record(SyncWords.AUDITED, Map.of()));
        assertThat(state.export()).isNull();
        assertThat(state.runsSinceAudit()).isZero();
        same(state, SyncState.of(state.records(T)));
        state.take(record(SyncWords.MARK, SyncState.markValues(T, T.minusSeconds(99))));
        state.forget();
        assertThat(SyncState.of(state.records(T)).rememberedFrom(T.minusSeconds(500)))
                .isEqualTo(T.minusSeconds(99));
        assertThat(state.isTaken(FakeArchive.number(99))).isTrue();
        assertThat(state.isTaken(FakeArchive.number(100))).isFalse();
        assertThat(state.isTaken(FakeArchive.number(700)))
                .as("known since then, without a date")
                .isTrue();
    }

    @Test
    void hundredThousandInvoices_takeLessThanAKilobyteEach_inMemory() {
        List<JournalRecord> records = new ArrayList<>();
        var dates = new LinkedHashMap<KsefNumber, Instant>();
        for (int i = 1; i <= 100_000; i++) {
            dates.put(FakeArchive.number(i), T.plusMillis(i));
            if (dates.size() == 50) {
                records.add(record(SyncWords.TAKEN, SyncState.numbersValue(dates)));
                dates.clear();
            }
        }
        long before = used();
        SyncState state = SyncState.of(records);
        long each = (used() - before) / 100_000;
        assertThat(state.size()).isEqualTo(100_000);
        assertThat(each).isBetween(50L, 1000L);
        assertThat(records).hasSize(2000);
    }

    @Test
    void dateOfAnInvoice_isTheSame_afterItWasWrittenAndReadTwice() {
        var number = new KsefNumber("5265877635-20261102-000000-000001-AB");
        for (String date :
                List.of("2026-11-02T08:00:00Z", "2026-11-02T08:00:00.000000005Z", "1969-12-31T23:59:59.5Z")) {
            Instant stored = Instant.parse(date);
            SyncState first = SyncState.of(
                    List.of(new JournalRecord(T, SyncWords.TAKEN, SyncState.numbersValue(Map.of(number, stored)))));
            SyncState second = SyncState.of(first.records(T));
            assertThat(second.takenBetween(stored, stored)).as(date).containsExactly(number);
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void manyInvoices_inManyWindows_withLateOnes_areReadAndWrittenInProportion(@TempDir Path folder) {
        var scenario = new SyncScenario(folder);
        scenario.options = scenario.options.way(SyncWay.EXPORT).remember(Duration.ofDays(365));
        scenario.ksef.most = 600;
        int all = 6_000;
        for (int i = 1; i <= all; i++) {
            scenario.ksef.hold(i, i / 3);
        }
        scenario.run().orThrow();
        int windows = scenario.ksef.started.size();
        assertThat(windows).as("windows overlap by one moment").isBetween(10, 12);
        assertThat(scenario.states.writes.get()).as("one for fifty, and some").isLessThan(all / 50 + 5 * windows);
        for (int i = 1; i <= 50; i++) {
            scenario.ksef.hold(all + i, i * 30);
        }
        scenario.ksef.rows.sort(Comparator.comparing(InvoiceMetadata::permanentStorageDate));
        AuditReport report =
                scenario.sync().audit(SubjectType.BUYER, SyncScenario.START, scenario.options, scenario.consumer);
        assertThat(report.late()).hasSize(50);
        assertThat(scenario.taken).hasSize(all + 50).noneMatch(SyncedInvoice::isRepeat);
        scenario.allCame();
        long kept = scenario.states.read(new SyncKey("TEST", scenario.ksef.context, SubjectType.BUYER)).stream()
                .mapToLong(record -> record.toString().length())
                .sum();
        assertThat(kept).as("characters in the store").isLessThan(200L * all);
    }
}
