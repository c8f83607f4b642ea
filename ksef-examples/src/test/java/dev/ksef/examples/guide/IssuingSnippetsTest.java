package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.DraftFinding;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.KsefNumber;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IssuingSnippetsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 2, 15);
    private static final Instant NOW = Instant.parse("2026-02-15T09:30:47Z");
    private static final Seller SELLER = Seller.of("9999999999", "ABC", Address.polish("Warszawa"));
    private static final Buyer BUYER = Buyer.of("1111111111", "CDE", Address.polish("Kraków"));

    @Test
    void sale_isWrittenWithItsTotal() {
        assertThat(FakturaXml.read(Issuing.sale(TODAY, NOW)).fa().p_15()).isEqualTo("258.74");
    }

    @Test
    void compare_tellsWhichSumDiffers() {
        assertThat(Issuing.compare(SELLER, BUYER, TODAY, NOW))
                .extracting(DraftFinding::toString)
                .containsExactly("P_14_1 is not the computed sum");
    }

    @Test
    void correction_sumsTheDifference() {
        var corrected = new KsefNumber("9999999999-20230908-8BEF280C8D35-4D");
        assertThat(Issuing.correction(SELLER, BUYER, corrected, TODAY, NOW)
                        .withoutFindings()
                        .fa()
                        .p_15())
                .isEqualTo("-18.45");
    }

    @Test
    void currency_convertsVat() {
        assertThat(Issuing.currency(SELLER, BUYER, TODAY, NOW)
                        .withoutFindings()
                        .fa()
                        .p_14_1W())
                .isEqualTo("4202.57");
    }
}
