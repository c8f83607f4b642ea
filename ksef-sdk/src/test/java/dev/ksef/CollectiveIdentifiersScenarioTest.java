package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.collective.CollectiveIdentifiers;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.collective.CollectiveIdentifier;
import dev.ksef.model.collective.CollectiveIdentifierNumber;
import dev.ksef.model.collective.CollectiveIdentifierQuery;
import dev.ksef.model.collective.IdentifiedInvoice;
import dev.ksef.model.collective.InvoicePayment;
import dev.ksef.model.collective.InvoiceToPay;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.testdata.SetSessionLimits;
import dev.ksef.model.testdata.SetSessionLimits.SessionLimits;
import dev.ksef.testkit.server.CuttingProxy;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several invoices of one seller under one number, and who sees what of it. */
class CollectiveIdentifiersScenarioTest extends Scenario {

    private static final String SELLER = "7762811692";
    private static final String OTHER_SELLER = "5265877635";

    private final CollectiveIdentifiers identifiers = company.collectiveIdentifiers();

    @Test
    void identifier_isFoundByItsBuyer_itsSeller_andByInvoice() {
        List<KsefNumber> bought = bought(3, SELLER);
        CollectiveIdentifierNumber number = identifiers.generate(List.of(
                InvoiceToPay.of(bought.get(0))
                        .paid(InvoicePayment.of(new BigDecimal("1230.50"), "PLN"))
                        .described("pierwsza rata"),
                InvoiceToPay.of(bought.get(1))));
        assertThat(number.isValid()).isTrue();
        assertThat(number.seller().value()).isEqualTo(SELLER);

        assertThat(identifiers.ofInvoice(bought.get(1)))
                .extracting(CollectiveIdentifier::collectiveIdentifierNumber)
                .containsExactly(number);
        assertThat(identifiers.ofInvoice(bought.get(2))).isEmpty();
        assertThat(identifiers.stream(ofToday().ofThisContext(true).invoices(2, 2)))
                .singleElement()
                .satisfies(row -> assertThat(row.invoiceCount()).isEqualTo(2));
        assertThat(identifiers.invoices(number))
                .extracting(IdentifiedInvoice::ksefNumber)
                .containsExactlyInAnyOrder(bought.get(0), bought.get(1));
        try (KsefClient seller = client(simulator.addTaxpayer(SELLER))) {
            var ofSeller = seller.forNip(SELLER).collectiveIdentifiers();
            assertThat(ofSeller.stream(ofToday()))
                    .extracting(CollectiveIdentifier::createdInCurrentContext)
                    .containsExactly(false);
            assertThat(ofSeller.invoices(number))
                    .filteredOn(invoice -> invoice.ksefNumber().equals(bought.get(0)))
                    .singleElement()
                    .satisfies(invoice -> {
                        assertThat(invoice.payment().amount()).isEqualByComparingTo("1230.50");
                        assertThat(invoice.description()).isEqualTo("pierwsza rata");
                        assertThat(invoice.detailsHidden()).isFalse();
                    });
        }
    }

    @Test
    void invoicesOfTwoSellers_areRefusedAndExplained() {
        KsefNumber one = bought(1, SELLER).get(0);
        KsefNumber other = bought(1, OTHER_SELLER).get(0);
        assertThatThrownBy(() -> identifiers.generate(one, other))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("71004")
                .hasMessageContaining("one for each seller");
        assertThat(identifiers.ofInvoice(one)).isEmpty();
    }

    @Test
    void invoiceThatKsefDoesNotHave_isRefusedAndExplained() {
        assertThatThrownBy(() -> identifiers.generate(
                        bought(1, SELLER).get(0), KsefNumber.of("5265877635-20250826-0100001AF629-AF")))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("71001")
                .hasMessageContaining("that KSeF accepted");
    }

    @Test
    void moreInvoicesThanTheLimitOfTheContext_areRefusedWithAHint() {
        SessionLimits usual = SessionLimits.of(1, 3, 10_000);
        company.testData().setSessionLimits(SetSessionLimits.of(usual, usual, 2));
        List<KsefNumber> bought = bought(3, SELLER);
        assertThatThrownBy(() -> identifiers.generate(bought.toArray(KsefNumber[]::new)))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("limit of this context");
        company.testData().resetSessionLimits();
        assertThat(identifiers.generate(bought.toArray(KsefNumber[]::new)).isValid())
                .isTrue();
    }

    @Test
    void answerThatWasLost_isFoundAgain_andNoSecondIdentifierMade() {
        List<KsefNumber> bought = bought(2, SELLER);
        try (CuttingProxy proxy = CuttingProxy.before(
                        URI.create("http://127.0.0.1:" + simulator.baseUri().getPort()));
                KsefClient cut = KsefClient.builder()
                        .environment(
                                KsefEnvironment.custom("cut", proxy.uri() + "/v2", "https://qr-test.ksef.mf.gov.pl"))
                        .credentials(Credentials.ksefToken(simulator.token()))
                        .time(time)
                        .listener(events)
                        .build()) {
            proxy.cutAfter("POST", "/collective-identifiers");
            CollectiveIdentifierNumber found =
                    cut.forNip(simulator.nip()).collectiveIdentifiers().generate(bought.get(0), bought.get(1));
            assertThat(identifiers.stream(ofToday()))
                    .extracting(CollectiveIdentifier::collectiveIdentifierNumber)
                    .containsExactly(found);
        }
    }

    private CollectiveIdentifierQuery ofToday() {
        Instant now = time.instant();
        return CollectiveIdentifierQuery.between(
                now.minusSeconds(3600).atOffset(ZoneOffset.UTC),
                now.plusSeconds(3600).atOffset(ZoneOffset.UTC));
    }

    private List<KsefNumber> bought(int count, String seller) {
        Instant now = time.instant();
        return simulator.invoices().store(count, seller, simulator.nip(), now, now).stream()
                .map(KsefNumber::of)
                .toList();
    }
}
