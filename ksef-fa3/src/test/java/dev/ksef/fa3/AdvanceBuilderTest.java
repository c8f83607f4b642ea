package dev.ksef.fa3;

import static dev.ksef.fa3.Built.amount;
import static dev.ksef.fa3.Built.filled;
import static dev.ksef.fa3.Built.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.model.KsefNumber;
import org.junit.jupiter.api.Test;

/** Invoices of advances, and the final ones. */
class AdvanceBuilderTest {

    @Test
    void advance_ofTwoRates_isDividedByTheOrderToTheGrosz() {
        Fa fa = sound(filled(Invoice.advance())
                .orderLine("mieszkanie", amount("1"), amount("1000"), VatRate.P8)
                .orderLine("usługi", amount("1"), amount("100"), VatRate.P23)
                .received(Built.DAY, amount("100"))
                .build());

        // 1080.00 and 123.00 of 1203.00: 89.78 and 10.22
        assertThat(fa.p_14_2()).isEqualTo("6.65");
        assertThat(fa.p_13_2()).isEqualTo("83.13");
        assertThat(fa.p_14_1()).isEqualTo("1.91");
        assertThat(fa.p_13_1()).isEqualTo("8.31");
        assertThat(fa.p_15()).isEqualTo("100.00");
        assertThat(fa.zamowienie().wartoscZamowienia()).isEqualTo("1203.00");
        assertThat(fa.zamowienie().zamowienieWiersz().get(1).p_11VatZ()).isEqualTo("23.00");
        assertThat(fa.p_6()).isNull();
        assertThat(fa.faWiersz()).isEmpty();
    }

    @Test
    void advance_ofSeveralPayments_listsThem() {
        Fa fa = sound(filled(Invoice.advance())
                .orderLine("maszyna", amount("1"), amount("1000"), VatRate.P23)
                .currency(TKodWaluty.EUR)
                .received(Built.DAY.minusDays(2), amount("123"), VatRate.P23, amount("4"))
                .received(Built.DAY.minusDays(1), amount("246"), VatRate.P23, amount("5"))
                .build());

        assertThat(fa.zaliczkaCzesciowa())
                .extracting(Fa.ZaliczkaCzesciowa::p_15Z)
                .containsExactly(amount("123"), amount("246"));
        assertThat(fa.p_14_1()).isEqualTo("69.00");
        assertThat(fa.p_14_1W()).isEqualTo("322.00");
        assertThat(fa.p_15()).isEqualTo("369.00");
    }

    @Test
    void order_withGrossPrices_showsNetAndVat() {
        Fa fa = sound(filled(Invoice.advance())
                .orderLine(Line.gross("maszyna", amount("1"), amount("123"), VatRate.P23))
                .received(Built.DAY, amount("123"))
                .build());

        assertThat(fa.zamowienie().wartoscZamowienia()).isEqualTo("123.00");
        assertThat(fa.zamowienie().zamowienieWiersz().get(0).p_11NettoZ()).isEqualTo("100.00");
    }

    @Test
    void advance_withoutOrderAndPayment_isRefused() {
        assertThatThrownBy(() -> filled(Invoice.advance()).build())
                .hasMessageContaining("the order is missing")
                .hasMessageContaining("what was received is missing");
    }

    @Test
    void settlement_deductsWhatTheAdvancesShowed() {
        SettlementBuilder builder = filled(Invoice.settlement())
                .line("mieszkanie 50m^2", 1, "307500", VatRate.P8)
                .line("usługi dodatkowe", 1, "4500", VatRate.P23);
        assertThatThrownBy(builder::build)
                .hasMessageContaining("the invoices of the advances are missing")
                .hasMessageContaining("what the advances were is missing");

        Fa fa = sound(builder.advanceInvoice(new KsefNumber("9999999999-20230908-8BEF280C8D35-4D"))
                .advanceInvoiceOutsideKsef("ZAL/1")
                .settled(VatRate.P23, amount("399.84"), amount("91.96"))
                .settled(VatRate.P8, amount("27322.41"), amount("2185.79"))
                .build());
        assertThat(fa.p_13_1()).isEqualTo("4100.16");
        assertThat(fa.p_14_1()).isEqualTo("943.04");
        assertThat(fa.p_13_2()).isEqualTo("280177.59");
        assertThat(fa.p_14_2()).isEqualTo("22414.21");
        assertThat(fa.p_15()).isEqualTo("307635.00");
    }
}
