package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.invoice.DownloadedInvoice;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.invoice.AmountRange;
import dev.ksef.model.invoice.AmountType;
import dev.ksef.model.invoice.BuyerIdentifier;
import dev.ksef.model.invoice.InvoiceFormType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.InvoiceType;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.session.InvoicingMode;
import dev.ksef.simulator.SimulatorBuilder;
import feign.Client;
import feign.Request;
import feign.Response;
import feign.http2client.Http2Client;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invoices read back: by number and by query, by those whom they concern and by nobody else. */
class InvoicesScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration UNTIL_AVAILABLE = Duration.ofSeconds(30);
    private static final Duration LAG = Duration.ofMinutes(1);
    private static final int MOST_INVOICES_OF_A_QUERY = 30;
    private static final String BUYER = "1111111111";
    private static final String FACTOR = "7762811692";
    private static final String BAILIFF = "8976111986";

    private final List<KsefClient> clients = new ArrayList<>();
    private final OnlineSession session = company.sessions().openOnline(FormCode.FA_3);

    @Override
    SimulatorBuilder settings() {
        return super.settings()
                .availabilityDelay(UNTIL_AVAILABLE)
                .highWaterMarkLag(LAG)
                .maxInvoicesPerQuery(MOST_INVOICES_OF_A_QUERY);
    }

    @AfterEach
    void closeClients() {
        clients.forEach(KsefClient::close);
    }

    @Test
    void invoice_sentAndWaitedFor_comesBackByteForByte() {
        byte[] xml = anInvoice("FV/1").buyer(BUYER).xml();
        AcceptedInvoice accepted = session.send(xml).await(PATIENCE);
        assertThatThrownBy(() -> company.invoices().get(accepted.ksefNumber()))
                .as("it has a number and is not available yet")
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21165");

        DownloadedInvoice downloaded = company.invoices().await(accepted.ksefNumber(), PATIENCE);
        assertThat(downloaded.bytes()).isEqualTo(xml);
        assertThat(downloaded.hash()).isEqualTo(accepted.hash());
        assertThat(downloaded.isHashConfirmed()).isTrue();
        assertThat(company.invoices().find(accepted.ksefNumber())).isPresent();
    }

    @Test
    void invoice_thatNobodyKnows_isWaitedForUntilTheDeadline() {
        KsefNumber never = KsefNumber.of("5265877635-20250826-0100001AF629-AF");
        assertThat(company.invoices().find(never)).isEmpty();
        OffsetDateTime begun = now();
        var late = catchThrowableOfType(
                KsefDeadlineException.class, () -> company.invoices().await(never, Duration.ofMinutes(10)));
        assertThat(late).hasMessageContaining(never.value());
        assertThat(late.getSuppressed()).singleElement().asString().contains("21164");
        assertThat(Duration.between(begun, now())).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void invoice_isGivenToAllWhomItConcerns_andToNobodyElse() {
        KsefNumber number =
                available(anInvoice("FV/1").buyer(BUYER).thirdSubject(FACTOR, 1).authorizedSubject(BAILIFF, 2));
        for (String party : List.of(BUYER, FACTOR, BAILIFF)) {
            assertThat(viewOf(party).invoices().find(number)).as(party).isPresent();
        }
        KsefContextClient stranger = viewOf("5555555555");
        assertThat(stranger.invoices().find(number)).isEmpty();
        assertThatThrownBy(() -> stranger.invoices().get(number)).hasMessageContaining("21164");
        assertThat(stranger.invoices()
                        .list(InvoiceQuery.asBuyer().byIssueDate().from(today()).build())
                        .invoices())
                .isEmpty();
    }

    @Test
    void invoice_alteredOnTheWay_isRefused_andOneWithoutAHashIsToldFrom() {
        KsefNumber number = available(anInvoice("FV/1"));
        try (KsefClient altered = clientBehind(new Meddler(xml -> xml.replace("FV/1", "FV/9"), true))) {
            assertThatThrownBy(() -> altered.forNip(simulator.nip()).invoices().get(number))
                    .isInstanceOf(KsefTransportException.class)
                    .hasMessageContaining(number.value())
                    .hasMessageContaining("altered")
                    .hasMessageNotContaining("FV/9");
        }
        try (KsefClient unhashed = clientBehind(new Meddler(xml -> xml, false))) {
            assertThat(unhashed.forNip(simulator.nip()).invoices().get(number).isHashConfirmed())
                    .isFalse();
        }
    }

    @Test
    void eachCondition_selectsAndRejects() {
        AcceptedInvoice first = session.send(anInvoice("FV/1")
                        .buyer(BUYER)
                        .amounts(
                                "<P_13_1>100.10</P_13_1><P_13_2>0.20</P_13_2><P_14_1>23.02</P_14_1><P_14_2>0.02</P_14_2>"
                                        + "<P_15>123.34</P_15>")
                        .xml())
                .await(PATIENCE);
        session.send(
                        InvoiceXml.of(anInvoice("FV/2")
                                .buyerVatUe("DE", "123456789")
                                .type("KOR")
                                .currency("EUR")
                                .selfInvoicing()
                                .amounts("<P_13_1>-50.00</P_13_1><P_14_1>-11.50</P_14_1><P_14_1W>-49.00</P_14_1W>"
                                        + "<P_15>-61.50</P_15>")
                                .xml()),
                        SendOptions.OFFLINE)
                .await(PATIENCE);
        time.advance(UNTIL_AVAILABLE.plusSeconds(1));

        assertThat(found(query())).containsExactly("FV/1", "FV/2");
        assertThat(found(query().ksefNumber(first.ksefNumber()))).containsExactly("FV/1");
        assertThat(found(query().invoiceNumber("FV/2"))).containsExactly("FV/2");
        assertThat(found(query().invoiceNumber("FV/"))).as("exact").isEmpty();
        assertThat(found(query().amount(amount(AmountType.GROSS, "123.34", "123.34"))))
                .containsExactly("FV/1");
        assertThat(found(query().amount(amount(AmountType.NET, null, "-50")))).containsExactly("FV/2");
        assertThat(found(query().amount(amount(AmountType.NET, "100.30", null))))
                .containsExactly("FV/1");
        assertThat(found(query().amount(amount(AmountType.NET, "100.31", null))))
                .isEmpty();
        assertThat(found(query().amount(amount(AmountType.VAT, "-49", "-49"))))
                .as("VAT in PLN")
                .containsExactly("FV/2");
        assertThat(found(query().sellerNip(Nip.of(simulator.nip())))).hasSize(2);
        assertThat(found(query().sellerNip(Nip.of(BUYER)))).isEmpty();
        assertThat(found(query().buyer(Nip.of(BUYER)))).containsExactly("FV/1");
        assertThat(found(query().buyer(BuyerIdentifier.vatUe("DE123456789")))).containsExactly("FV/2");
        assertThat(found(query().buyer(BuyerIdentifier.other("DE123456789")))).isEmpty();
        assertThat(found(query().buyer(BuyerIdentifier.NONE))).isEmpty();
        assertThat(found(query().currencyCodes("EUR", "USD"))).containsExactly("FV/2");
        assertThat(found(query().invoicingMode(InvoicingMode.ONLINE))).containsExactly("FV/1");
        assertThat(found(query().invoicingMode(InvoicingMode.OFFLINE))).containsExactly("FV/2");
        assertThat(found(query().selfInvoicing(true))).containsExactly("FV/2");
        assertThat(found(query().selfInvoicing(false))).containsExactly("FV/1");
        assertThat(found(query().formType(InvoiceFormType.FA))).hasSize(2);
        assertThat(found(query().formType(InvoiceFormType.FA_RR))).isEmpty();
        assertThat(found(query().invoiceTypes(InvoiceType.KOR, InvoiceType.ZAL)))
                .containsExactly("FV/2");
        assertThat(found(query().attachment(false))).hasSize(2);
        assertThat(found(query().attachment(true))).isEmpty();
    }

    @Test
    void buyers_areFoundByEachKindOfIdentifier() {
        session.send(anInvoice("FV/1").buyer(BUYER).xml());
        session.send(anInvoice("FV/2").buyerVatUe("DE", "123456789").xml());
        session.send(anInvoice("FV/3").buyerOther("US", "98-7654321").xml());
        available(anInvoice("FV/4").buyerUnknown());
        assertThat(found(query().buyer(Nip.of(BUYER)))).containsExactly("FV/1");
        assertThat(found(query().buyer(BuyerIdentifier.vatUe("DE123456789")))).containsExactly("FV/2");
        assertThat(found(query().buyer(BuyerIdentifier.other("98-7654321")))).containsExactly("FV/3");
        assertThat(found(query().buyer(BuyerIdentifier.NONE))).containsExactly("FV/4");
    }

    @Test
    void technicalCorrectionWithAnAttachment_isFoundAsSuch() {
        AnInvoice withAttachment = anInvoice("FV/1").attachment();
        var rejected = session.send(InvoiceXml.of(withAttachment.xml()), SendOptions.OFFLINE.withoutPreFlight());
        assertThatThrownBy(() -> rejected.await(PATIENCE)).hasMessageContaining("415");
        session.send(
                        InvoiceXml.of(withAttachment.currency("EUR").xml()),
                        SendOptions.technicalCorrection(rejected.hash()))
                .await(PATIENCE);
        available(anInvoice("FV/2"));
        assertThat(found(query().attachment(true))).containsExactly("FV/1");
        assertThat(found(query().attachment(false))).containsExactly("FV/2");
        InvoiceMetadata row = company.invoices()
                .list(query().attachment(true).build())
                .invoices()
                .get(0);
        assertThat(row.hashOfCorrectedInvoice()).isEqualTo(rejected.hash());
    }

    @Test
    void invoiceOfAFarmer_isFoundByItsForm() {
        String farmer = "1111111111";
        simulator.authorize(simulator.nip(), farmer);
        try (OnlineSession farmers = company.sessions().openOnline(FormCode.FA_RR_1)) {
            farmers.send(AnInvoice.ofFarmer(farmer, simulator.nip(), "RR/1", today()))
                    .await(PATIENCE);
        }
        time.advance(UNTIL_AVAILABLE.plusSeconds(1));
        var bought = InvoiceQuery.asBuyer().byIssueDate().from(today());
        assertThat(found(bought.formType(InvoiceFormType.FA))).isEmpty();
        assertThat(found(bought.formType(InvoiceFormType.FA_RR).invoiceTypes(InvoiceType.VAT_RR)))
                .containsExactly("RR/1");
        InvoiceMetadata row = company.invoices().list(bought.build()).invoices().get(0);
        assertThat(row.seller().nip()).hasToString(farmer);
        assertThat(row.netAmount()).isEqualByComparingTo("1000");
        assertThat(row.vatAmount()).isEqualByComparingTo("70");
        assertThat(row.grossAmount()).isEqualByComparingTo("1070");
    }

    @Test
    void metadata_tellWhatIsInTheInvoice() {
        AcceptedInvoice accepted = session.send(anInvoice("FV/1")
                        .buyer(BUYER)
                        .thirdSubject(FACTOR, 1)
                        .authorizedSubject(BAILIFF, 2)
                        .xml())
                .await(PATIENCE);
        time.advance(UNTIL_AVAILABLE.plusSeconds(1));
        InvoiceMetadata row =
                company.invoices().list(query().build()).invoices().get(0);
        assertThat(row.ksefNumber()).isEqualTo(accepted.ksefNumber());
        assertThat(row.invoiceHash()).isEqualTo(accepted.hash());
        assertThat(row.issueDate()).isEqualTo(today());
        assertThat(row.acquisitionDate()).isEqualTo(accepted.acquisitionDate().orElseThrow());
        assertThat(row.invoicingDate()).isBefore(row.acquisitionDate());
        assertThat(row.permanentStorageDate()).isAfter(row.acquisitionDate());
        assertThat(row.seller().nip()).hasToString(simulator.nip());
        assertThat(row.seller().name()).isEqualTo("Sprzedawca ąę");
        assertThat(row.buyer().identifier().value()).isEqualTo(BUYER);
        assertThat(row.buyer().name()).isEqualTo("Nabywca");
        assertThat(row.netAmount()).isEqualTo(new BigDecimal("100.00"));
        assertThat(row.vatAmount()).isEqualByComparingTo("23");
        assertThat(row.grossAmount()).isEqualByComparingTo("123");
        assertThat(row.currency()).isEqualTo("PLN");
        assertThat(row.formCode()).isEqualTo(FormCode.FA_3);
        assertThat(row.invoiceType().known()).contains(InvoiceType.VAT);
        assertThat(row.thirdSubjects()).singleElement().satisfies(subject -> {
            assertThat(subject.identifier().value()).isEqualTo(FACTOR);
            assertThat(subject.role()).isEqualTo(1);
        });
        assertThat(row.authorizedSubject().nip()).hasToString(BAILIFF);
        assertThat(row.authorizedSubject().role()).isEqualTo(2);
    }

    @Test
    void sameInvoice_isFoundByEachPartyInItsPartOnly() {
        available(anInvoice("FV/1").buyer(BUYER).thirdSubject(FACTOR, 1).authorizedSubject(BAILIFF, 2));
        for (var party : List.of(
                List.of(BUYER, InvoiceQuery.asBuyer()),
                List.of(FACTOR, InvoiceQuery.asThirdSubject()),
                List.of(BAILIFF, InvoiceQuery.asAuthorizedSubject()))) {
            KsefContextClient view = viewOf((String) party.get(0));
            var query = (InvoiceQuery.Builder) party.get(1);
            assertThat(view.invoices()
                            .list(query.byIssueDate().from(today()).build())
                            .invoices())
                    .hasSize(1);
            assertThat(view.invoices()
                            .list(InvoiceQuery.asSeller()
                                    .byIssueDate()
                                    .from(today())
                                    .build())
                            .invoices())
                    .isEmpty();
        }
    }

    @Test
    void eachKindOfDate_isAskedByItself() {
        OffsetDateTime begun = now();
        session.send(anInvoice("FV/1").xml()).await(PATIENCE);
        OffsetDateTime accepted = now();
        time.advance(UNTIL_AVAILABLE.plusSeconds(1));

        assertThat(found(InvoiceQuery.asSeller().byInvoicingDate().from(begun).to(accepted)))
                .hasSize(1);
        assertThat(found(InvoiceQuery.asSeller().byInvoicingDate().from(accepted)))
                .isEmpty();
        assertThat(found(InvoiceQuery.asSeller()
                        .byPermanentStorageDate()
                        .from(begun)
                        .to(accepted)))
                .as("stored later")
                .isEmpty();
        assertThat(found(InvoiceQuery.asSeller().byPermanentStorageDate().from(accepted)))
                .hasSize(1);
        assertThat(found(InvoiceQuery.asSeller().byIssueDate().from(today()).to(today())))
                .as("today, which has not ended yet")
                .hasSize(1);
        assertThat(found(InvoiceQuery.asSeller()
                        .byIssueDate()
                        .from(today().minusDays(9))
                        .to(today().minusDays(1))))
                .isEmpty();
    }

    @Test
    void pages_followEachOther_inBothOrders_withOneHighWaterMark() {
        List<String> sent = sendMany(25);
        InvoiceQuery query = InvoiceQuery.asSeller()
                .byPermanentStorageDate()
                .from(today().minusDays(1))
                .restrictToPermanentStorageHwmDate()
                .build();
        List<InvoiceMetadataPage> pages = allPages(query, PageRequest.FIRST.ofSize(10));
        assertThat(pages).hasSize(3);
        assertThat(numbers(pages)).isEqualTo(sent);
        assertThat(pages)
                .extracting(InvoiceMetadataPage::permanentStorageHwmDate)
                .doesNotContainNull();
        assertThat(pages.stream()
                        .map(InvoiceMetadataPage::permanentStorageHwmDate)
                        .distinct())
                .as("the same on all pages")
                .hasSize(1);
        assertThat(pages).noneMatch(InvoiceMetadataPage::isTruncated);

        Collections.reverse(sent);
        assertThat(numbers(allPages(query, PageRequest.FIRST.ofSize(10).newestFirst())))
                .isEqualTo(sent);
    }

    @Test
    void queryThatFindsTooMany_isTruncated_andGoesOnFromTheLastDate() {
        List<String> sent = sendMany(MOST_INVOICES_OF_A_QUERY + 5);
        var since = InvoiceQuery.asSeller().byPermanentStorageDate().from(today().minusDays(1));
        List<InvoiceMetadataPage> pages = allPages(since.build(), PageRequest.FIRST.ofSize(10));
        InvoiceMetadataPage last = pages.get(pages.size() - 1);
        assertThat(pages).hasSize(3);
        assertThat(last.hasMore()).isTrue();
        assertThat(last.isTruncated()).isTrue();
        assertThat(pages.get(0).isTruncated()).isFalse();
        assertThatThrownBy(() -> company.invoices()
                        .list(
                                since.build(),
                                PageRequest.FIRST.ofSize(10).next().next().next()))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21405");

        OffsetDateTime from = last.invoices().get(9).permanentStorageDate();
        List<String> rest = numbers(allPages(since.from(from).build(), PageRequest.FIRST));
        assertThat(rest).as("the last one once more").isEqualTo(sent.subList(29, 35));
    }

    @Test
    void highWaterMark_endsWhatIsRestrictedToIt_andBeyondItNothingCanBeAsked() {
        OffsetDateTime begun = now();
        available(anInvoice("FV/1"));
        var sinceBegun = InvoiceQuery.asSeller().byPermanentStorageDate().from(begun.minusHours(1));
        assertThat(found(sinceBegun)).as("stored").containsExactly("FV/1");
        assertThat(found(sinceBegun.restrictToPermanentStorageHwmDate()))
                .as("stored after the mark")
                .isEmpty();
        assertThat(company.invoices().list(sinceBegun.build()).permanentStorageHwmDate())
                .isEqualTo(now().minus(LAG));
        assertThatThrownBy(() -> found(sinceBegun.from(now().minus(LAG).plusSeconds(1))))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("21183");
        time.advance(LAG);
        assertThat(found(sinceBegun.from(begun))).containsExactly("FV/1");
    }

    private List<InvoiceMetadataPage> allPages(InvoiceQuery query, PageRequest first) {
        List<InvoiceMetadataPage> pages = new ArrayList<>();
        PageRequest request = first;
        while (true) {
            InvoiceMetadataPage page = company.invoices().list(query, request);
            pages.add(page);
            if (!page.hasMore() || page.isTruncated()) {
                return pages;
            }
            request = request.next();
            time.advance(Duration.ofSeconds(1));
        }
    }

    private static List<String> numbers(List<InvoiceMetadataPage> pages) {
        return pages.stream()
                .flatMap(page -> page.invoices().stream())
                .map(InvoiceMetadata::invoiceNumber)
                .toList();
    }

    private List<String> sendMany(int count) {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            session.send(anInvoice("FV/" + i).xml());
            sent.add("FV/" + i);
            time.advance(Duration.ofMillis(10));
        }
        time.advance(UNTIL_AVAILABLE.plus(LAG).plusSeconds(10));
        return sent;
    }

    private KsefNumber available(AnInvoice invoice) {
        KsefNumber number = session.send(invoice.xml()).await(PATIENCE).ksefNumber();
        time.advance(UNTIL_AVAILABLE.plusSeconds(1));
        return number;
    }

    /** KSeF takes 20 queries in an hour. */
    private List<String> found(InvoiceQuery.Builder query) {
        return company.within(Duration.ofHours(2)).invoices().list(query.build()).invoices().stream()
                .map(InvoiceMetadata::invoiceNumber)
                .toList();
    }

    private InvoiceQuery.Builder query() {
        return InvoiceQuery.asSeller().byInvoicingDate().from(today().minusDays(2));
    }

    private static AmountRange amount(AmountType type, String from, String to) {
        return new AmountRange(
                type, from == null ? null : new BigDecimal(from), to == null ? null : new BigDecimal(to));
    }

    private AnInvoice anInvoice(String number) {
        return AnInvoice.of(simulator.nip(), number, today());
    }

    private OffsetDateTime now() {
        return time.instant().atOffset(ZoneOffset.UTC);
    }

    private KsefContextClient viewOf(String nip) {
        KsefClient client = client(simulator.addTaxpayer(nip));
        clients.add(client);
        return client.forNip(nip);
    }

    private KsefClient clientBehind(Client engine) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .http(http -> http.engine(engine))
                .build();
    }

    /** Changes documents on their way, or takes their hash away. */
    private record Meddler(UnaryOperator<String> change, boolean keepHash) implements Client {

        private static final Client ENGINE = new Http2Client();

        @Override
        public Response execute(Request request, Request.Options options) throws IOException {
            Response response = ENGINE.execute(request, options);
            byte[] body;
            try (InputStream content = response.body().asInputStream()) {
                body = content.readAllBytes();
            }
            if (!request.url().contains("/invoices/ksef/")) {
                return response.toBuilder().body(body).build();
            }
            var copy = new HashMap<>(response.headers());
            if (!keepHash) {
                copy.keySet().removeIf("x-ms-meta-hash"::equalsIgnoreCase);
            }
            return response.toBuilder()
                    .headers(copy)
                    .body(change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8))
                    .build();
        }
    }
}
