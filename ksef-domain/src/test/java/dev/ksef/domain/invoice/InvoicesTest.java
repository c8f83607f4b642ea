package dev.ksef.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.model.HashedDocument;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.export.ExportStarted;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.StartExport;
import dev.ksef.model.invoice.InvoiceDateRange;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.transport.FakeTransport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class InvoicesTest {

    private static final KsefNumber NUMBER = KsefNumber.of("5265877635-20250826-0100001AF629-AF");
    private static final byte[] XML = "<Faktura>\r\n ą\u0085</Faktura>".getBytes(StandardCharsets.UTF_8);
    private static final Sha256 HASH = new Faked.Crypto().sha256(XML);
    private static final InvoiceMetadataPage NOTHING = new InvoiceMetadataPage(false, false, null, List.of());

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private Duration ahead = Duration.ZERO;
    private final InstantSource clock = () -> time.instant().plus(ahead);
    private final Deque<Supplier<HashedDocument>> answers = new ArrayDeque<>();
    private final List<InvoiceQuery> asked = new ArrayList<>();
    private final List<Instant> looks = new ArrayList<>();
    private Runnable signIn = () -> {};

    private final InvoiceApi api = new InvoiceApi() {
        @Override
        public HashedDocument invoice(KsefNumber ksefNumber) {
            assertThat(ksefNumber).isEqualTo(NUMBER);
            looks.add(time.instant());
            Supplier<HashedDocument> answer = answers.size() > 1 ? answers.remove() : answers.element();
            return answer.get();
        }

        @Override
        public InvoiceMetadataPage metadata(InvoiceQuery filters, PageRequest page) {
            asked.add(filters);
            return NOTHING;
        }

        @Override
        public ExportStarted startExport(StartExport request) {
            throw new AssertionError("No export is asked for");
        }

        @Override
        public ExportStatus exportStatus(ReferenceNumber export) {
            throw new AssertionError("No export is asked for");
        }
    };

    private final Invoices invoices = new Invoices(
            new FakeTransport().with(InvoiceApi.class, api),
            CallScope.of(Nip.of("5265877635"), new SigningIn(), Duration.ofMinutes(2)),
            new Faked.Crypto(),
            clock,
            time,
            events);

    @Test
    void invoice_whoseHashIsTheDeclaredOne_isGivenByteForByte() {
        answers.add(() -> HashedDocument.of(XML, HASH));
        DownloadedInvoice invoice = invoices.get(NUMBER);
        assertThat(invoice.bytes()).isEqualTo(XML);
        assertThat(invoice.hash()).isEqualTo(HASH);
        assertThat(invoice.isHashConfirmed()).isTrue();
    }

    @Test
    void invoice_withoutADeclaredHash_saysSo() {
        answers.add(() -> HashedDocument.of(XML, null));
        DownloadedInvoice invoice = invoices.get(NUMBER);
        assertThat(invoice.isHashConfirmed()).isFalse();
        assertThat(invoice.hash()).isEqualTo(HASH);
    }

    @Test
    void invoice_thatArrivedAltered_isRefused() {
        answers.add(() -> HashedDocument.of("<Faktura/>".getBytes(StandardCharsets.UTF_8), HASH));
        assertThatThrownBy(() -> invoices.get(NUMBER))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining(NUMBER.value())
                .hasMessageContaining("altered");
        assertThatThrownBy(() -> invoices.await(NUMBER, Duration.ofHours(1)))
                .as("waiting would not mend it")
                .isInstanceOf(KsefTransportException.class);
    }

    @Test
    void invoice_thatArrivedEmpty_isRefused() {
        answers.add(() -> HashedDocument.of(new byte[0], null));
        assertThatThrownBy(() -> invoices.get(NUMBER)).hasMessageContaining("empty");
    }

    @Test
    void invoice_largerThanWeWouldSend_isGiven() {
        answers.add(() -> HashedDocument.of(new byte[InvoiceXml.LARGEST_BYTES + 1], null));
        assertThat(invoices.get(NUMBER).xml().sizeBytes()).isEqualTo(InvoiceXml.LARGEST_BYTES + 1);
    }

    @Test
    void find_isEmptyForAnUnknownInvoiceOnly() {
        answers.add(() -> refused(21164));
        assertThat(invoices.find(NUMBER)).isEmpty();
        answers.clear();
        answers.add(() -> refused(21165));
        assertThatThrownBy(() -> invoices.find(NUMBER))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21165");
        answers.clear();
        answers.add(() -> HashedDocument.of(XML, HASH));
        assertThat(invoices.find(NUMBER)).isPresent();
    }

    @Test
    void await_anInvoiceNotKnownAndThenNotAvailable_givesItOnceItIs() {
        answers.add(() -> refused(21164));
        answers.add(() -> refused(21165));
        answers.add(() -> {
            throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
        });
        answers.add(() -> refused(21165));
        answers.add(() -> HashedDocument.of(XML, HASH));
        assertThat(invoices.await(NUMBER, Duration.ofMinutes(5)).bytes()).isEqualTo(XML);
        assertThat(looks).hasSize(5);
    }

    @Test
    void await_whatNeverComes_endsAtTheDeadline_andTellsTheLastRefusal() {
        answers.add(() -> refused(21165));
        var late =
                catchThrowableOfType(KsefDeadlineException.class, () -> invoices.await(NUMBER, Duration.ofMinutes(3)));
        assertThat(late).hasMessageContaining(NUMBER.value());
        assertThat(late.getSuppressed()).singleElement().asString().contains("21165");
        assertThat(time.slept()).isEqualTo(Duration.ofMinutes(3));
        assertThat(events.of(KsefEvent.Waiting.class)).isNotEmpty();
    }

    @Test
    void await_forHours_staysWithinTheQuotaOfDownloads() {
        answers.add(() -> refused(21165));
        assertThatThrownBy(() -> invoices.await(NUMBER, Duration.ofHours(3))).isInstanceOf(KsefDeadlineException.class);
        for (Instant look : looks) {
            assertThat(looksFrom(look, Duration.ofMinutes(1))).as("in a minute").isLessThanOrEqualTo(16);
            assertThat(looksFrom(look, Duration.ofHours(1))).as("in an hour").isLessThanOrEqualTo(64);
        }
    }

    @Test
    void await_anotherRefusal_isTold() {
        answers.add(() -> refused(21405));
        assertThatThrownBy(() -> invoices.await(NUMBER, Duration.ofMinutes(5)))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21405");
        assertThat(looks).hasSize(1);
    }

    @Test
    void rangeUpToToday_isAskedUpToNow_sinceKsefRefusesTheFuture() {
        LocalDate today = LocalDate.of(2026, 11, 2);
        InvoiceDateRange sent = sent(today, today);
        assertThat(sent.to()).isNull();
        assertThat(sent.from()).isEqualTo(OffsetDateTime.parse("2026-11-02T00:00:00+01:00"));
    }

    @Test
    void rangeOfThePast_isAskedAsItIs() {
        LocalDate yesterday = LocalDate.of(2026, 11, 1);
        assertThat(sent(yesterday, yesterday).to()).isEqualTo("2026-11-01T23:59:59.9999999+01:00");
    }

    @Test
    void now_isWhatKsefTakesForIt() {
        // The local clock is twenty hours behind: what it takes for today is over.
        signIn = () -> ahead = Duration.ofHours(20);
        LocalDate today = LocalDate.of(2026, 11, 2);
        assertThat(sent(today, today).to()).isEqualTo("2026-11-02T23:59:59.9999999+01:00");
    }

    @Test
    void rangeWithoutEnd_thatReachesTooFarBack_isRefusedBeforeTheCall() {
        InvoiceQuery tooLong = InvoiceQuery.asBuyer()
                .byIssueDate()
                .from(LocalDate.of(2026, 7, 1))
                .build();
        assertThatThrownBy(() -> invoices.list(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 days");
        assertThat(asked).isEmpty();
    }

    private InvoiceDateRange sent(LocalDate from, LocalDate to) {
        assertThat(invoices.list(
                        InvoiceQuery.asBuyer().byIssueDate().from(from).to(to).build()))
                .isSameAs(NOTHING);
        return asked.get(asked.size() - 1).dateRange();
    }

    private long looksFrom(Instant begin, Duration span) {
        return looks.stream()
                .filter(look -> !look.isBefore(begin) && look.isBefore(begin.plus(span)))
                .count();
    }

    private static HashedDocument refused(int code) {
        throw Faked.error(400, code);
    }

    /** Tokens are there; getting one may tell the time. */
    private final class SigningIn implements BearerSource {

        @Override
        public BearerToken bearer(Deadline deadline) {
            signIn.run();
            return new AccessToken("token", OffsetDateTime.parse("2030-01-01T00:00:00Z"));
        }

        @Override
        public void rejected(BearerToken token) {}
    }
}
