package dev.ksef.model.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefNumber;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectiveModelTest {

    private static final KsefNumber ONE = KsefNumber.of("5265877635-20250826-0100001AF629-AF");
    private static final CollectiveIdentifierNumber NUMBER =
            CollectiveIdentifierNumber.of("1111111111-IZ202607-65ED02180000-E7");
    private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"1111111111-IZ202607-65ED02180000-E7", "5265877635-IZ202609-0A1B2C3D4E5F-C1"})
    void number_ofTheOfficialFile_isTaken(String text) {
        assertThat(CollectiveIdentifierNumber.of(text).isValid()).isTrue();
        assertThat(CollectiveIdentifierNumber.of(text).seller().value()).isEqualTo(text.substring(0, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1111111111-IZ202613-65ED02180000-E7",
                "1111111111-202607-65ED02180000-E7",
                "1111111111-IZ202607-65ed02180000-E7",
                "0111111111-IZ202607-65ED02180000-E7",
                "1111111111-IZ202607-65ED02180000-E7 "
            })
    void number_ofAnotherShape_isRefusedWithTheReason(String text) {
        assertThatThrownBy(() -> CollectiveIdentifierNumber.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-IZ with year and month");
        assertThat(new CollectiveIdentifierNumber(text).isValid())
                .as("what KSeF sends is taken")
                .isFalse();
    }

    @Test
    void number_withAnyOtherDigit_hasAWrongChecksum() {
        String right = NUMBER.value();
        for (int place : new int[] {8, 16, 20, 25, 31, 34}) {
            char other = right.charAt(place) == '1' ? '2' : '1';
            String wrong = right.substring(0, place) + other + right.substring(place + 1);
            assertThatThrownBy(() -> CollectiveIdentifierNumber.of(wrong))
                    .as(wrong)
                    .hasMessageContaining("wrong checksum");
        }
    }

    @Test
    void seller_ofWhatIsNoNumber_isNotGuessed() {
        assertThatThrownBy(() -> new CollectiveIdentifierNumber("5265877635").seller())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void invoices_thatKsefWouldRefuse_areRefusedBeforehand() {
        assertThatThrownBy(() -> GenerateCollectiveIdentifier.of(List.of(InvoiceToPay.of(ONE))))
                .hasMessageContaining("at least 2 invoices, not 1");
        assertThatThrownBy(() -> GenerateCollectiveIdentifier.of(
                        List.of(InvoiceToPay.of(ONE), InvoiceToPay.of(ONE).described("raz jeszcze"))))
                .hasMessageContaining(ONE.value())
                .hasMessageContaining("71005");
        assertThatThrownBy(() -> InvoiceToPay.of(new KsefNumber("5265877635-20250826-0100001AF629-AE")))
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> InvoiceToPay.of(ONE).described("x".repeat(513)))
                .hasMessageContaining("512");
        assertThatThrownBy(() -> InvoiceToPay.of(ONE).paid(new InvoicePayment(null, "PLN")))
                .hasMessageContaining("amount");
        assertThatThrownBy(() -> InvoiceToPay.of(ONE).paid(new InvoicePayment(BigDecimal.TEN, null)))
                .hasMessageContaining("currency");
        assertThatThrownBy(() -> InvoicePayment.of(BigDecimal.TEN, "zl")).hasMessageContaining("three capital letters");
    }

    @Test
    void questions_thatKsefWouldRefuse_areRefusedBeforehand() {
        assertThatThrownBy(() -> IdentifiedInvoicesQuery.of(List.of())).hasMessageContaining("1 to 10");
        assertThatThrownBy(() -> IdentifiedInvoicesQuery.of(Collections.nCopies(11, NUMBER)))
                .hasMessageContaining("not of 11");
        assertThatThrownBy(() -> CollectiveIdentifierQuery.between(START, START.minusSeconds(1)))
                .hasMessageContaining("ends before it begins");
        assertThatThrownBy(() -> CollectiveIdentifierQuery.between(
                        START, START.plusDays(100).plusSeconds(1)))
                .hasMessageContaining("at most 100 days");
        assertThatThrownBy(() -> CollectiveIdentifierQuery.between(START, START).invoices(3, 2))
                .hasMessageContaining("at least 3 and at most 2");
    }

    @Test
    void query_holdsEachCondition() {
        CollectiveIdentifierQuery query = CollectiveIdentifierQuery.between(START, START.plusDays(100))
                .number(NUMBER)
                .invoices(2, 7)
                .ofThisContext(true);
        assertThat(query).isEqualTo(new CollectiveIdentifierQuery(START, START.plusDays(100), NUMBER, 2, 7, true));
    }
}
