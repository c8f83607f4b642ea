package dev.ksef.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.FakeArchive;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChainAuditTest {

    @TempDir
    private Path folder;

    private SyncScenario scenario;
    private FakeArchive ksef;

    @BeforeEach
    void start() {
        scenario = new SyncScenario(folder);
        ksef = scenario.ksef;
    }

    private AuditReport audit(Instant from) {
        return scenario.sync().audit(SubjectType.BUYER, from, scenario.options, scenario.consumer);
    }

    private void stored(int index, Instant when) {
        InvoiceMetadata row = ksef.rows.get(index);
        ksef.rows.set(
                index,
                InvoiceMetadataBuilder.builder(row)
                        .permanentStorageDate(when == null ? null : when.atOffset(ZoneOffset.UTC))
                        .build());
    }

    @Test
    void audit_findsWhatCameLate_handsItOut_andNamesIt() {
        scenario.hold(1, 5);
        scenario.run().orThrow();
        ksef.hold(6, 3);
        scenario.run().orThrow();
        assertThat(scenario.taken).as("it lies below the mark").hasSize(5);
        AuditReport report = audit(SyncScenario.START);
        assertThat(report.late()).isEqualTo(FakeArchive.numbers(6));
        assertThat(report.checked()).isEqualTo(6);
        assertThat(report.completeUpTo()).isEqualTo(FakeArchive.NOW);
        assertThat(report.unseen()).isEmpty();
        assertThat(report.withoutStorageDate()).isEmpty();
        scenario.allCame();
        assertThat(audit(SyncScenario.START).late()).as("it was noted").isEmpty();
        assertThat(scenario.taken).hasSize(6);
    }

    @Test
    void audit_namesInvoicesThatAreNotStoredYet_andThoseThatKsefDoesNotShowAnyMore() {
        scenario.hold(1, 4);
        scenario.run().orThrow();
        ksef.hold(5, 5);
        stored(4, null);
        ksef.rows.remove(0);
        AuditReport report = audit(SyncScenario.START);
        assertThat(report.withoutStorageDate()).isEqualTo(FakeArchive.numbers(5));
        assertThat(report.unseen()).isEqualTo(FakeArchive.numbers(1));
        assertThat(scenario.taken).hasSize(4);
    }

    @Test
    void audit_doesNotMissInvoicesAboveTheMark_thatAFailedRunHandedOut() {
        scenario.hold(1, 2);
        scenario.run().orThrow();
        ksef.highWaterMark = FakeArchive.NOW.plusSeconds(100).atOffset(ZoneOffset.UTC);
        ksef.clock.advance(Duration.ofSeconds(200));
        ksef.hold(3, FakeArchive.NOW.plusSeconds(10));
        ksef.hold(4, FakeArchive.NOW.plusSeconds(20));
        SyncConsumer good = scenario.consumer;
        scenario.consumer = invoice -> {
            if (scenario.taken.size() == 3) {
                throw new IllegalStateException("mine");
            }
            good.take(invoice);
        };
        assertThat(scenario.chain().failure()).isPresent();
        assertThat(audit(SyncScenario.START).unseen()).isEmpty();
    }

    @Test
    void audit_ofManyInvoices_readsExportsOfMetadata() {
        scenario.hold(1, 1200);
        ksef.most = 500;
        scenario.options = scenario.options.way(SyncWay.EXPORT);
        scenario.run().orThrow();
        ksef.rows.add(700, ksef.hold(1300, 700));
        ksef.rows.remove(ksef.rows.size() - 1);
        ksef.started.clear();
        ksef.queries.clear();
        AuditReport report = audit(SyncScenario.START);
        assertThat(report.checked()).isEqualTo(1201);
        assertThat(report.late()).isEqualTo(FakeArchive.numbers(1300));
        assertThat(ksef.queries).isEmpty();
        assertThat(ksef.started).isNotEmpty().allMatch(start -> start.onlyMetadata());
        scenario.allCame();
    }

    @Test
    void audit_reachesNoFurtherThanNumbersAreRemembered_norBeforeTheFirstRun() {
        assertThatThrownBy(() -> audit(SyncScenario.START))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("run the synchronisation first");
        scenario.options = scenario.options.remember(Duration.ofDays(10));
        scenario.hold(1, 2);
        scenario.run().orThrow();
        assertThatThrownBy(() -> audit(SyncScenario.START))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("remember");
        assertThatThrownBy(() -> audit(FakeArchive.NOW.plusSeconds(1)))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("behind the mark");
    }

    @Test
    void audit_withMoreMemoryThanBefore_doesNotTakeForgottenNumbersForLate() {
        scenario.options = scenario.options.remember(Duration.ofDays(10));
        scenario.hold(1, 2);
        scenario.run().orThrow();
        scenario.options = scenario.options.remember(Duration.ofDays(100));
        assertThatThrownBy(() -> audit(SyncScenario.START))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("remember");
        assertThat(scenario.taken).hasSize(2);
    }

    @Test
    void audit_followsEverySoManyRuns_andReachesBackToTheStartAtMost() {
        ksef.hold(1, SyncScenario.START.minusSeconds(100));
        scenario.hold(2, 3);
        scenario.options = scenario.options.auditEvery(3, Duration.ofDays(90));
        assertThat(scenario.chain().audit()).isEmpty();
        ksef.hold(4, 3);
        assertThat(scenario.chain().audit()).isEmpty();
        ChainReport third = scenario.chain();
        assertThat(third.audit().orElseThrow().late()).isEqualTo(FakeArchive.numbers(4));
        assertThat(third.audit().orElseThrow().from()).isEqualTo(SyncScenario.START);
        assertThat(third.handedOut()).as("what the audit handed out counts").isEqualTo(1);
        assertThat(scenario.numbers()).isEqualTo(FakeArchive.numbers(2, 3, 4));
        assertThat(scenario.chain().audit()).isEmpty();
        assertThat(scenario.chain().audit()).isEmpty();
        assertThat(scenario.chain().audit()).isPresent();
    }
}
