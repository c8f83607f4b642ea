package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.export.ExportOptions;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.domain.sync.SyncWay;
import dev.ksef.domain.sync.SyncedInvoice;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.simulator.RateLimitProfile;
import dev.ksef.simulator.SimulatorBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invoices are fetched under production's limits: 20 exports, 20 queries and 64 downloads an hour. */
class FetchingWithinLimitsTest extends Scenario {

    private static final String OTHER = "1111111111";

    @TempDir
    Path work;

    @Override
    SimulatorBuilder settings() {
        return super.settings()
                .rateLimits(RateLimitProfile.PRODUCTION)
                .maxInvoicesPerExport(4)
                .maxInvoicesPerQuery(500);
    }

    private List<String> purchases(int count) {
        Instant end = time.instant().minus(Duration.ofDays(1));
        return simulator.invoices().store(count, OTHER, simulator.nip(), end.minus(Duration.ofDays(5)), end);
    }

    /** 25 packages need more than the 20 exports of an hour, and 100 downloads more than 64. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WHICHEVER_SUITS")
    void sync_waitsForTheNextHour_andGoesOn(SyncWay way) {
        List<String> stored = purchases(80);
        List<SyncedInvoice> taken = new ArrayList<>();
        Instant begun = time.instant();
        SyncReport report = company.sync(
                SyncOptions.from(begun.minus(Duration.ofDays(30)))
                        .subjects(SubjectType.BUYER)
                        .way(way)
                        .patience(Duration.ofHours(12))
                        .exports(ExportOptions.USUAL.directory(work)),
                taken::add);
        report.orThrow();
        assertThat(taken.stream().map(invoice -> invoice.ksefNumber().value())).containsExactlyElementsOf(stored);
        assertThat(Duration.between(begun, time.instant())).isGreaterThan(Duration.ofMinutes(50));
        assertThat(contract.exchanges()).as("calls that KSeF refused").noneMatch(exchange -> exchange.status() == 429);
    }

    @Test
    void query_isReadToItsEnd_overPagesThatKsefDoesNotShow() {
        List<String> stored = purchases(1200);
        InvoiceQuery query = InvoiceQuery.asBuyer()
                .byPermanentStorageDate()
                .from(time.instant().minus(Duration.ofDays(350)))
                .build();
        try (Stream<InvoiceMetadata> rows = company.invoices().stream(query)) {
            assertThat(rows.map(row -> row.ksefNumber().value())).containsExactlyElementsOf(stored);
        }
    }
}
