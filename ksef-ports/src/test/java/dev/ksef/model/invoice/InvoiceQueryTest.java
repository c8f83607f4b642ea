package dev.ksef.model.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.Nip;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceQueryTest {

    @ParameterizedTest
    @CsvSource({
        // a day in winter, one in summer, and the two of the clock change, which begin with one offset and end with
        // another
        "2026-01-15, 2026-01-15T00:00+01:00, 2026-01-15T23:59:59.999999900+01:00",
        "2026-07-15, 2026-07-15T00:00+02:00, 2026-07-15T23:59:59.999999900+02:00",
        "2026-03-29, 2026-03-29T00:00+01:00, 2026-03-29T23:59:59.999999900+02:00",
        "2026-10-25, 2026-10-25T00:00+02:00, 2026-10-25T23:59:59.999999900+01:00"
    })
    void day_isThatOfPolishTimeFromItsBeginningToItsEnd(LocalDate day, OffsetDateTime begins, OffsetDateTime ends) {
        InvoiceDateRange range =
                InvoiceQuery.asSeller().byIssueDate().from(day).to(day).build().dateRange();
        assertThat(range.from()).isEqualTo(begins);
        assertThat(range.from().getOffset()).isEqualTo(begins.getOffset());
        assertThat(range.to()).isEqualTo(ends);
        assertThat(range.to().getOffset()).isEqualTo(ends.getOffset());
    }

    @Test
    void oneDay_andTheNext_leaveNoGapThatKsefCouldSee() {
        LocalDate day = LocalDate.of(2026, 10, 24);
        OffsetDateTime end = between(day, day).to();
        OffsetDateTime begin = between(day.plusDays(1), day.plusDays(1)).from();
        assertThat(ChronoUnit.NANOS.between(end, begin))
                .as("KSeF counts in seven digits of a second")
                .isEqualTo(100);
    }

    @Test
    void moment_ofAnyKind_keepsItsInstantAndHasAnOffset() {
        var offset = OffsetDateTime.parse("2026-10-01T12:00:00+05:30");
        assertThat(query().from(offset).build().dateRange().from()).isEqualTo(offset);
        assertThat(query().from(offset).build().dateRange().from().getOffset()).isEqualTo(offset.getOffset());
        assertThat(query().from(Instant.parse("2026-10-01T12:00:00Z"))
                        .build()
                        .dateRange()
                        .from())
                .hasToString("2026-10-01T12:00Z");
        var zoned = ZonedDateTime.of(LocalDate.of(2026, 7, 1).atTime(8, 0), ZoneId.of("Europe/Warsaw"));
        assertThat(query().from(zoned).to(zoned.plusHours(1)).build().dateRange())
                .isEqualTo(new InvoiceDateRange(
                        InvoiceDateType.INVOICING,
                        OffsetDateTime.parse("2026-07-01T08:00:00+02:00"),
                        OffsetDateTime.parse("2026-07-01T09:00:00+02:00"),
                        null));
    }

    @Test
    void moment_finerThanKsefCounts_isCut() {
        assertThat(query().from(Instant.parse("2026-10-01T12:00:00.123456789Z"))
                        .build()
                        .dateRange()
                        .from())
                .isEqualTo(OffsetDateTime.parse("2026-10-01T12:00:00.1234567Z"));
    }

    @Test
    void range_thatEndsBeforeItBegins_isRefused() {
        assertThatThrownBy(() -> between(LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01", "2026-03-20", "2026-07-25", "2026-11-30"})
    void range_ofAHundredDays_isTaken_andOneDayMoreIsNot(LocalDate first) {
        Instant muchLater = Instant.parse("2030-01-01T00:00:00Z");
        assertThatCode(() -> between(first, first.plusDays(99)).requireShort(muchLater))
                .doesNotThrowAnyException();
        InvoiceDateRange longer = between(first, first.plusDays(101));
        assertThatThrownBy(() -> longer.requireShort(muchLater))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 days")
                .hasMessageContaining("3 months")
                .hasMessageContaining("several queries");
    }

    @Test
    void rangeWithoutEnd_isMeasuredAgainstNow() {
        InvoiceDateRange open =
                query().from(Instant.parse("2026-01-01T00:00:00Z")).build().dateRange();
        open.requireShort(Instant.parse("2026-04-11T23:59:59Z"));
        assertThatThrownBy(() -> open.requireShort(Instant.parse("2026-04-12T00:00:00Z")))
                .hasMessageContaining("100 days");
    }

    @Test
    void highWaterMark_isForPermanentStorageDatesOnly() {
        assertThat(InvoiceQuery.asBuyer()
                        .byPermanentStorageDate()
                        .from(LocalDate.of(2026, 1, 1))
                        .restrictToPermanentStorageHwmDate()
                        .build()
                        .dateRange()
                        .restrictToPermanentStorageHwmDate())
                .isTrue();
        assertThatThrownBy(() -> query().from(LocalDate.of(2026, 1, 1))
                        .restrictToPermanentStorageHwmDate()
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void query_withoutItsNecessities_saysWhatIsMissing() {
        assertThatThrownBy(() -> InvoiceQuery.asSeller().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("byIssueDate()");
        assertThatThrownBy(() -> query().build()).hasMessageContaining("from(...)");
    }

    @Test
    void condition_thatKsefCouldNotTake_isRefused() {
        var query = query().from(LocalDate.of(2026, 1, 1));
        for (Runnable wrong : List.<Runnable>of(
                () -> query.currencyCodes("EUR", "zł").build(),
                () -> query.currencyCodes().invoiceNumber(" ").build(),
                () -> query.invoiceNumber("9".repeat(257)).build(),
                () -> query.invoiceNumber("1").sellerNip(new Nip("odd")).build(),
                () -> BuyerIdentifier.other(""),
                () -> BuyerIdentifier.vatUe("9".repeat(51)),
                () -> new BuyerIdentifier(BuyerIdentifierType.NONE, "x"),
                () -> new BuyerIdentifier(BuyerIdentifierType.OTHER, null),
                () -> new BuyerIdentifier(BuyerIdentifierType.NIP, "PL5265877635"),
                () -> new AmountRange(AmountType.NET, null, null),
                () -> new AmountRange(AmountType.NET, BigDecimal.ONE, BigDecimal.ZERO),
                () -> new AmountRange(AmountType.NET, new BigDecimal("1E+18"), null),
                () -> new AmountRange(AmountType.NET, null, new BigDecimal("0.000000001")),
                () -> new AmountRange(AmountType.NET, null, new BigDecimal("1E+999999999")),
                () -> PageRequest.FIRST.ofSize(9),
                () -> PageRequest.FIRST.ofSize(251),
                () -> new PageRequest(SortOrder.ASC, -1, 10))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void amount_isWrittenWithoutAnExponent() {
        assertThat(new AmountRange(AmountType.GROSS, new BigDecimal("-1E+3"), new BigDecimal("100.50")))
                .isEqualTo(new AmountRange(AmountType.GROSS, new BigDecimal("-1000"), new BigDecimal("100.5")))
                .extracting(AmountRange::from)
                .hasToString("-1000");
    }

    @Test
    void pages_endAtTheTenThousandthInvoice() {
        PageRequest page = PageRequest.FIRST.newestFirst();
        for (int i = 1; i < 40; i++) {
            page = page.next();
        }
        PageRequest last = page;
        assertThat(last).isEqualTo(new PageRequest(SortOrder.DESC, 39, 250));
        assertThatThrownBy(last::next).hasMessageContaining("10000").hasMessageContaining("narrow the range");
        assertThatThrownBy(() -> new PageRequest(SortOrder.ASC, Integer.MAX_VALUE, 250))
                .as("no overflow")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void query_forAnotherRange_keepsAllOtherConditions() {
        InvoiceQuery query = query().from(LocalDate.of(2026, 1, 1))
                .currencyCodes("EUR")
                .selfInvoicing(true)
                .build();
        InvoiceDateRange other = between(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 2));
        InvoiceQuery moved = query.in(other);
        assertThat(moved.dateRange()).isEqualTo(other);
        assertThat(moved.in(query.dateRange())).isEqualTo(query);
    }

    private static InvoiceQuery.Builder query() {
        return InvoiceQuery.asSeller().byInvoicingDate();
    }

    private static InvoiceDateRange between(LocalDate from, LocalDate to) {
        return query().from(from).to(to).build().dateRange();
    }
}
