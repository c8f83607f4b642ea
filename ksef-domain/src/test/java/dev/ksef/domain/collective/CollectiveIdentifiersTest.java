package dev.ksef.domain.collective;

import static dev.ksef.domain.collective.FakeIdentifiers.FIRST;
import static dev.ksef.domain.collective.FakeIdentifiers.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.collective.CollectiveIdentifier;
import dev.ksef.model.collective.CollectiveIdentifierQuery;
import dev.ksef.model.collective.IdentifiedInvoice;
import dev.ksef.model.collective.InvoicePayment;
import dev.ksef.model.collective.InvoiceToPay;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.CallScope;
import dev.ksef.port.event.KsefEvent.Reconciling;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.time.Deadline;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectiveIdentifiersTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-02T09:00:00Z");

    private final FakeIdentifiers ksef = new FakeIdentifiers();
    private final CollectiveIdentifiers identifiers = ksef.identifiers();

    @Test
    void identifier_ofTwoInvoices_isGeneratedWithOneCall() {
        assertThat(identifiers.generate(number(1), number(2))).isEqualTo(SECOND);
        assertThat(ksef.calls).containsExactly("generate 2");
    }

    @Test
    void invoices_thatKsefWouldRefuse_areRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> identifiers.generate(number(1))).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> identifiers.generate(number(1), number(2), number(1)))
                .hasMessageContaining(number(1).value())
                .hasMessageContaining("71005");
        assertThat(ksef.calls).isEmpty();
    }

    @Test
    void moreInvoicesThanUsual_areHeldAgainstTheLimitOfTheContext() {
        ksef.most = 600;
        assertThat(identifiers.generate(toPay(600))).isEqualTo(SECOND);
        assertThatThrownBy(() -> identifiers.generate(toPay(601)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 600")
                .hasMessageContaining("not for 601");
        ksef.most = null;
        assertThatThrownBy(() -> identifiers.generate(toPay(501))).hasMessageContaining("at most 500");
        assertThat(ksef.calls).containsExactly("limits", "generate 600", "limits", "limits");
    }

    @ParameterizedTest
    @CsvSource({
        "71001, that KSeF accepted",
        "71002, 132 collective identifiers",
        "71004, one for each seller",
        "71005, each invoice once",
        "21405, limit of this context"
    })
    void refusal_isExplained(int code, String advice) {
        ksef.onGenerate = () -> {
            throw Faked.error(400, code);
        };
        assertThatThrownBy(() -> identifiers.generate(number(1), number(2)))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining(String.valueOf(code))
                .hasMessageContaining(advice);
        assertThat(ksef.calls).containsExactly("generate 2");
    }

    @Test
    void lostAnswer_isFoundByItsInvoices() {
        ksef.keep(FIRST, true, NOW.minusHours(1), List.of(number(1), number(2)));
        ksef.onAnswer = CollectiveIdentifiersTest::cut;
        assertThat(identifiers.generate(number(1), number(2))).isEqualTo(SECOND);
        assertThat(ksef.calls).containsExactly("generate 2", "ofInvoice 200", "invoices of 1 500");
        assertThat(steps()).containsExactly(Step.LOOKING, Step.FOUND);
    }

    @Test
    void identifiersOfOtherInvoices_orOfOthers_areNotTakenForTheLostOne() {
        ksef.keep(FIRST, true, NOW, List.of(number(1), number(2), number(3)));
        ksef.keep(SECOND, false, NOW, List.of(number(1), number(2)));
        ksef.onGenerate = CollectiveIdentifiersTest::cut;
        var lost = catchThrowableOfType(KsefTransportException.class, () -> identifiers.generate(number(1), number(2)));
        assertThat(lost.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(lost).hasMessageContaining("got no answer").hasMessageContaining("ofInvoice(" + number(1) + ")");
        assertThat(steps()).containsExactly(Step.LOOKING, Step.GIVEN_UP);
        assertThat(ksef.calls).containsOnlyOnce("generate 2");
    }

    @ParameterizedTest
    @CsvSource({"20.00,EUR,rata 2", "10.00,PLN,rata 2", "10.00,EUR,rata 1", ",,rata 2", "10.00,EUR,"})
    void olderIdentifierOfOtherPayments_isNotTakenForTheLostOne(
            BigDecimal amount, String currency, String description) {
        var other =
                new InvoiceToPay(number(1), amount == null ? null : InvoicePayment.of(amount, currency), description);
        ksef.keepPaid(FIRST, true, NOW.minusSeconds(30), List.of(other, InvoiceToPay.of(number(2))));
        ksef.onGenerate = CollectiveIdentifiersTest::cut;
        assertThatThrownBy(() -> identifiers.generate(secondInstalment()))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("none of these invoices and payments is listed");

        ksef.onGenerate = () -> {};
        ksef.onAnswer = CollectiveIdentifiersTest::cut;
        assertThat(identifiers.generate(secondInstalment())).isEqualTo(SECOND);
    }

    @Test
    void lostAnswer_isFoundByItsAmounts_howeverManyZerosTheyEndWith() {
        var same = InvoiceToPay.of(number(1))
                .paid(InvoicePayment.of(new BigDecimal("10"), "EUR"))
                .described("rata 2");
        ksef.keepPaid(FIRST, true, NOW, List.of(same, InvoiceToPay.of(number(2))));
        ksef.onGenerate = CollectiveIdentifiersTest::cut;
        assertThat(identifiers.generate(secondInstalment())).isEqualTo(FIRST);
    }

    @Test
    void identifierWhoseDetailsAreHidden_isOfSomebodyElse() {
        ksef.keep(FIRST, true, NOW, List.of(number(1), number(2)));
        ksef.hidesDetails = true;
        ksef.onGenerate = CollectiveIdentifiersTest::cut;
        assertThatThrownBy(() -> identifiers.generate(number(1), number(2))).hasMessageContaining("is listed");
    }

    private static List<InvoiceToPay> secondInstalment() {
        return List.of(
                InvoiceToPay.of(number(1))
                        .paid(InvoicePayment.of(new BigDecimal("10.00"), "EUR"))
                        .described("rata 2"),
                InvoiceToPay.of(number(2)));
    }

    @Test
    void searchThatNobodyAnswered_saysSo() {
        ksef.onAnswer = CollectiveIdentifiersTest::cut;
        for (Runnable refusal : List.<Runnable>of(CollectiveIdentifiersTest::cut, () -> {
            throw Faked.error(403, 0);
        })) {
            ksef.onList = refusal;
            assertThatThrownBy(() -> identifiers.generate(number(1), number(2)))
                    .isInstanceOf(KsefTransportException.class)
                    .hasMessageContaining("got no answer, and KSeF could not be asked whether it exists")
                    .hasMessageNotContaining("is listed")
                    .hasMessageContaining("ofInvoice(" + number(1) + ")");
        }
    }

    @Test
    void search_endsAfterTenSeconds_whateverItsPagesTake() {
        Deadline end = Deadline.after(Duration.ofSeconds(10), ksef.time);
        ksef.onAnswer = CollectiveIdentifiersTest::cut;
        identifiers.generate(number(1), number(2));
        assertThat(ksef.transport.scopes())
                .extracting(CallScope::deadline)
                .as("generating, and all pages of all looks")
                .containsExactly(Deadline.NEVER, end);
    }

    @Test
    void lists_areReadPageByPage_inTheLargestPages() {
        ksef.keep(FIRST, true, NOW, List.of(number(1), number(2)));
        ksef.keep(SECOND, true, NOW, List.of(number(1), number(3)));
        var query = CollectiveIdentifierQuery.between(NOW.minusDays(1), NOW);
        assertThat(identifiers.stream(query))
                .extracting(CollectiveIdentifier::collectiveIdentifierNumber)
                .containsExactly(FIRST, SECOND);
        assertThat(identifiers.ofInvoice(number(3))).hasSize(1);
        assertThat(identifiers.invoices(SECOND))
                .extracting(IdentifiedInvoice::ksefNumber)
                .containsExactly(number(1), number(3));
        assertThat(ksef.calls).containsExactly("query 200 null", "query 200 1", "ofInvoice 200", "invoices of 1 500");
    }

    @Test
    void invoicesOfManyIdentifiers_areAskedForInTens() {
        assertThat(identifiers.invoices(Collections.nCopies(23, FIRST))).isEmpty();
        assertThat(ksef.calls).containsExactly("invoices of 10 500", "invoices of 10 500", "invoices of 3 500");
    }

    private static void cut() {
        throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
    }

    private static List<InvoiceToPay> toPay(int count) {
        return IntStream.range(0, count)
                .mapToObj(CollectiveIdentifiersTest::number)
                .map(InvoiceToPay::of)
                .toList();
    }

    /** Numbers of KSeF 1.0 have a checksum that is not documented, so that any will do. */
    private static KsefNumber number(int of) {
        return KsefNumber.of(String.format(Locale.ROOT, "5265877635-20250826-%06d-AAAAAA-AF", of));
    }

    private List<Step> steps() {
        return ksef.events.all().stream()
                .filter(Reconciling.class::isInstance)
                .map(event -> ((Reconciling) event).step())
                .toList();
    }
}
