package dev.ksef.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.FakeArchive;
import dev.ksef.domain.Faked;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.InvoiceDateRange;
import dev.ksef.model.invoice.InvoiceDateType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvoicePagesTest {

    private final FakeArchive ksef = new FakeArchive();

    private static InvoiceQuery from(String day) {
        return InvoiceQuery.asBuyer()
                .byPermanentStorageDate()
                .from(LocalDate.parse(day))
                .build();
    }

    private List<KsefNumber> found(InvoiceQuery query) {
        return ksef.invoices().stream(query).map(InvoiceMetadata::ksefNumber).toList();
    }

    private static List<KsefNumber> upTo(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(FakeArchive::number).toList();
    }

    @Test
    void pages_areFetchedOnlyWhenTheyAreRead() {
        for (int i = 1; i <= 600; i++) {
            ksef.hold(i, i);
        }
        Iterator<InvoiceMetadata> rows = ksef.invoices().stream(from("2026-10-01")).iterator();
        assertThat(ksef.queries).isEmpty();
        for (int i = 1; i <= 250; i++) {
            assertThat(rows.next().ksefNumber()).isEqualTo(FakeArchive.number(i));
        }
        assertThat(ksef.queries).hasSize(1);
        rows.next();
        assertThat(ksef.queries).hasSize(2);
        assertThat(Stream.generate(() -> rows.hasNext() ? rows.next() : null).takeWhile(row -> row != null))
                .hasSize(349);
        assertThat(ksef.queries).hasSize(3);
    }

    @Test
    void truncatedResult_goesOnFromTheLastDate_andEachInvoiceComesOnce() {
        ksef.most = 10;
        for (int i = 1; i <= 35; i++) {
            ksef.hold(i, i / 3);
        }
        ksef.rows.add(4, ksef.rows.get(3));
        assertThat(found(from("2026-10-01"))).isEqualTo(upTo(35));
        assertThat(ksef.queries).extracting(query -> query.dateRange().from()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tenThousandthInvoice_endsAQuery_alsoIfKsefDoesNotSayThatItTruncated() {
        for (int i = 1; i <= 10_500; i++) {
            ksef.hold(i, i / 2);
        }
        ksef.most = 1_000_000;
        assertThat(found(from("2026-10-01"))).hasSize(10_500).doesNotHaveDuplicates();
    }

    @Test
    void tooManyInvoicesOfOneDate_areAClearError_afterThoseThatCanBeSeen() {
        ksef.most = 10;
        for (int i = 1; i <= 30; i++) {
            ksef.hold(i, 5);
        }
        List<KsefNumber> seen = new ArrayList<>();
        assertThatThrownBy(() -> ksef.invoices().stream(from("2026-10-01")).forEach(row -> seen.add(row.ksefNumber())))
                .isInstanceOf(KsefException.class)
                .hasMessageContainingAll("2026-10-01T00:00:05Z", "add conditions");
        assertThat(seen).isEqualTo(upTo(10));
    }

    @Test
    void truncatedRows_withoutDates_areAClearError() {
        ksef.most = 10;
        for (int i = 1; i <= 30; i++) {
            ksef.hold(i, i);
        }
        var undated = new Invoices(
                new dev.ksef.testkit.transport.FakeTransport().with(dev.ksef.port.api.InvoiceApi.class, new Undated()),
                ksef.scope(),
                new Faked.Crypto(),
                ksef.clock,
                ksef.time,
                ksef.events);
        assertThatThrownBy(() -> undated.stream(from("2026-10-01")).toList())
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("tell no dates");
    }

    @Test
    void longRange_isCutIntoWindows_thatShareTheirEnds() {
        for (int i = 1; i <= 6; i++) {
            ksef.hold(i, Instant.parse("2026-02-01T00:00:00Z").plus(Duration.ofDays(45L * (i - 1))));
        }
        assertThat(found(from("2026-02-01"))).isEqualTo(upTo(6));
        List<InvoiceDateRange> windows =
                ksef.queries.stream().map(InvoiceQuery::dateRange).toList();
        assertThat(windows).hasSize(3);
        assertThat(windows.get(1).from()).isEqualTo(windows.get(0).to());
        assertThat(windows.get(2).from()).isEqualTo(windows.get(1).to());
        assertThat(windows.get(2).to()).as("up to now").isNull();
        windows.forEach(window -> window.requireShort(FakeArchive.NOW));
    }

    @Test
    void laterWindow_thatBeginsBehindTheHighWaterMark_endsTheStream() {
        ksef.hold(1, Instant.parse("2026-07-27T00:00:00Z"));
        InvoiceQuery query = InvoiceQuery.asBuyer()
                .byPermanentStorageDate()
                .from(FakeArchive.NOW.minus(Duration.ofDays(99)).minusSeconds(5))
                .restrictToPermanentStorageHwmDate()
                .build();
        ksef.onQuery = () -> {
            if (ksef.queries.size() == 2) {
                throw Faked.error(400, 21183);
            }
        };
        assertThat(found(query)).hasSize(1);
        ksef.onQuery = () -> {
            throw Faked.error(400, 21183);
        };
        assertThatThrownBy(() -> found(query)).as("the range as a whole begins there").hasMessageContaining("21183");
    }

    @Test
    void noInvoices_areAnEmptyStream_fromOneQuery() {
        assertThat(found(from("2026-10-01"))).isEmpty();
        assertThat(ksef.queries).hasSize(1);
    }

    @Test
    void page_thatLimitsHoldBackForAnHour_isFetchedThen() {
        ksef.hold(1, 1);
        ksef.onQuery = () -> {
            if (ksef.queries.size() == 1) {
                throw Faked.rateLimited(Duration.ofHours(1));
            }
        };
        assertThat(found(from("2026-10-01"))).hasSize(1);
        assertThat(ksef.clock.slept()).isEqualTo(Duration.ofHours(1));
        ksef.onQuery = () -> {
            throw Faked.rateLimited(null);
        };
        assertThatThrownBy(() -> found(from("2026-10-01"))).as("for how long is not told").hasMessageContaining("429");
    }

    @Test
    void window_isTheWholeRange_ifKsefAcceptsThat() {
        Instant now = FakeArchive.NOW;
        OffsetDateTime from = now.minus(Duration.ofDays(99)).atOffset(ZoneOffset.UTC);
        var open = new InvoiceDateRange(InvoiceDateType.ISSUE, from, null, null);
        assertThat(InvoiceWindows.first(open, now)).isEqualTo(open);
        var past = open.until(from.plusDays(3));
        assertThat(InvoiceWindows.first(past, now)).isEqualTo(past);
        assertThat(InvoiceWindows.first(open.until(from.plusDays(300)), now)).as("ends in the future").isEqualTo(open);
        var longer = new InvoiceDateRange(InvoiceDateType.ISSUE, from.minusNanos(100), null, null);
        assertThat(InvoiceWindows.first(longer, now).to()).isEqualTo(from.minusNanos(100).plusDays(99));
    }

    /** Says that there is more, and dates nothing. */
    private static final class Undated implements dev.ksef.port.api.InvoiceApi {

        @Override
        public dev.ksef.model.HashedDocument invoice(KsefNumber ksefNumber) {
            throw new AssertionError();
        }

        @Override
        public InvoiceMetadataPage metadata(InvoiceQuery filters, PageRequest page) {
            return new InvoiceMetadataPage(
                    true,
                    true,
                    null,
                    List.of(InvoiceMetadataBuilder.builder()
                            .ksefNumber(FakeArchive.number(1))
                            .build()));
        }

        @Override
        public dev.ksef.model.export.ExportStarted startExport(dev.ksef.model.export.StartExport request) {
            throw new AssertionError();
        }

        @Override
        public dev.ksef.model.export.ExportStatus exportStatus(dev.ksef.model.ReferenceNumber export) {
            throw new AssertionError();
        }
    }
}
