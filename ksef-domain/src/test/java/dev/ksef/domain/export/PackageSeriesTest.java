package dev.ksef.domain.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.FakeArchive;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.invoice.InvoiceDateType;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.testkit.model.export.ExportedPackageBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackageSeriesTest {

    private static final InstantSource NOW = InstantSource.fixed(FakeArchive.NOW);

    private static ExportedPackageBuilder described(boolean truncated) {
        return ExportedPackageBuilder.builder().isTruncated(truncated).parts(List.of());
    }

    @ParameterizedTest
    @EnumSource(InvoiceDateType.class)
    void truncatedPackage_isFollowedByOneFromItsLastDate(InvoiceDateType type) {
        var series = new PackageSeries(
                InvoiceQuery.asSeller().by(type).from(LocalDate.parse("2026-10-01")).build(), NOW);
        OffsetDateTime last = OffsetDateTime.parse("2026-10-07T00:00+02:00");
        ExportedPackage truncated = switch (type) {
            case ISSUE -> described(true).lastIssueDate(last.toLocalDate()).build();
            case INVOICING -> described(true).lastInvoicingDate(last).build();
            case PERMANENT_STORAGE -> described(true).lastPermanentStorageDate(last).build();
        };
        series.fetched(truncated);
        assertThat(series.next().dateRange().from().toInstant()).isEqualTo(last.toInstant());
        assertThatThrownBy(() -> series.fetched(truncated))
                .as("the rest begins where this one began")
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("add conditions");
        assertThatThrownBy(() -> series.fetched(described(true).build())).hasMessageContaining("does not say");
        series.fetched(described(false).build());
        assertThat(series.hasNext()).isFalse();
        assertThatThrownBy(series::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void longRange_comesInWindows_upToItsEnd() {
        Instant end = Instant.parse("2026-06-01T00:00:00Z");
        var series = new PackageSeries(
                InvoiceQuery.asSeller()
                        .byPermanentStorageDate()
                        .from(Instant.parse("2026-01-01T00:00:00Z"))
                        .to(end)
                        .build(),
                NOW);
        OffsetDateTime first = series.next().dateRange().to();
        assertThat(first).isEqualTo("2026-04-10T00:00:00Z");
        series.fetched(described(false).build());
        assertThat(series.next().dateRange().from()).isEqualTo(first);
        assertThat(series.next().dateRange().to().toInstant()).isEqualTo(end);
        series.fetched(described(false).build());
        assertThat(series.hasNext()).isFalse();
    }
}
