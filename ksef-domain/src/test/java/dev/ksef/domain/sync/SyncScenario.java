package dev.ksef.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.FakeArchive;
import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.testkit.limit.RecordingRateLimiter;
import dev.ksef.testkit.store.MemoryKeyStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One taxpayer, whose invoices as a buyer are synchronised. */
final class SyncScenario {

    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    final FakeArchive ksef;
    final ObservedStates states;
    final RecordingRateLimiter limiter;
    final List<SyncedInvoice> taken = new ArrayList<>();
    SyncOptions options;
    SyncConsumer consumer = taken::add;

    SyncScenario(Path folder) {
        this(folder, new FakeArchive());
    }

    SyncScenario(Path folder, FakeArchive ksef) {
        this.ksef = ksef;
        ksef.keys = new MemoryKeyStore();
        states = new ObservedStates(ksef.clock);
        limiter = new RecordingRateLimiter(ksef.clock);
        options = SyncOptions.from(START).subjects(SubjectType.BUYER).exports(ExportOptions.USUAL.directory(folder));
    }

    InvoiceSync sync() {
        return InvoiceSync.builder("TEST", ksef.context, ksef.clock, ksef.time)
                .context(
                        ksef.invoices(),
                        ksef.exports(),
                        new RateLimits(ksef.transport(), ksef.scope(), limiter, "TEST"))
                .states(states)
                .listener(ksef.events)
                .build();
    }

    SyncReport run() {
        return sync().run(options, consumer);
    }

    ChainReport chain() {
        SyncReport report = run();
        assertThat(report.chains()).hasSize(1);
        return report.chains().get(0);
    }

    void hold(int first, int last) {
        for (int i = first; i <= last; i++) {
            ksef.hold(i, i);
        }
    }

    List<KsefNumber> numbers() {
        return taken.stream().map(SyncedInvoice::ksefNumber).toList();
    }

    /** Everything came, and what came again says so. */
    void allCame() {
        Set<KsefNumber> seen = new HashSet<>();
        for (SyncedInvoice invoice : taken) {
            assertThat(seen.add(invoice.ksefNumber()) || invoice.isRepeat())
                    .as("%s came again and is no repeat", invoice.ksefNumber())
                    .isTrue();
        }
        assertThat(seen)
                .isEqualTo(ksef.rows.stream().map(InvoiceMetadata::ksefNumber).collect(Collectors.toSet()));
    }
}
