package dev.ksef.fa3;

import static dev.ksef.fa3.Built.amount;
import static dev.ksef.fa3.Built.filled;
import static dev.ksef.fa3.Built.sound;
import static dev.ksef.fa3.Built.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TOznaczenieProcedury;
import dev.ksef.fa3.field.InvalidFieldException;
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

    @Test
    void settlement_inCurrency_convertsWhatTheAdvancesLeft() {
        Fa fa = sound(settlement()
                .currency(TKodWaluty.EUR, amount("4.5"))
                .line("maszyna", 1, "1000", VatRate.P23)
                .line("książka", 1, "100", VatRate.P5)
                .settled(VatRate.P23, amount("400"), amount("92"))
                .build());

        assertThat(fa.p_13_1()).isEqualTo("600.00");
        assertThat(fa.p_14_1()).isEqualTo("138.00");
        // 138 at 4.5, whatever the rate of the advance was
        assertThat(fa.p_14_1W()).isEqualTo("621.00");
        assertThat(fa.p_14_3W()).isEqualTo("22.50");
        assertThat(fa.p_15()).isEqualTo("843.00");
        assertThat(fa.zaliczkaCzesciowa()).isEmpty();
    }

    @Test
    void settlement_inCurrencyPaidInFull_hasNoVatLeft() {
        Fa fa = sound(settlement()
                .currency(TKodWaluty.EUR)
                .line(Line.net("maszyna", amount("1"), amount("1000"), VatRate.P23)
                        .exchangeRate(amount("4.5")))
                .settled(VatRate.P23, amount("1000"), amount("230"))
                .build());

        assertThat(fa.p_14_1()).isEqualTo("0.00");
        assertThat(fa.p_14_1W()).isEqualTo("0.00");
        assertThat(fa.p_15()).isEqualTo("0.00");
    }

    @Test
    void settlement_withPartPayments_listsThemAndLeavesTheSums() {
        Fa fa = sound(settlement()
                .line("maszyna", 1, "1000", VatRate.P23)
                .settled(VatRate.P23, amount("100"), amount("23"))
                .received(Built.DAY.minusDays(3), amount("200"))
                .received(Built.DAY.minusDays(2), amount("123"), VatRate.P23)
                .received(Built.DAY.minusDays(2), amount("77"))
                .build());

        assertThat(fa.p_13_1()).isEqualTo("900.00");
        assertThat(fa.p_14_1()).isEqualTo("207.00");
        assertThat(fa.p_15()).isEqualTo("1107.00");
        assertThat(fa.zaliczkaCzesciowa())
                .containsExactly(
                        new Fa.ZaliczkaCzesciowa(Built.DAY.minusDays(3), amount("200"), null),
                        new Fa.ZaliczkaCzesciowa(Built.DAY.minusDays(2), amount("200"), null));
    }

    @Test
    void settlement_withPartPaymentsInCurrency_convertsEachByItsOwnRate() {
        Fa fa = valid(settlement()
                .currency(TKodWaluty.EUR, amount("4.5"))
                .line("maszyna", 1, "1000", VatRate.P23)
                .settled(VatRate.P23, amount("100"), amount("23"))
                .received(Built.DAY.minusDays(3), amount("123"), VatRate.P23, amount("4.1"))
                .received(Built.DAY.minusDays(2), amount("246"), VatRate.P23, amount("4.2"))
                .received(Built.DAY.minusDays(1), amount("61.50"), VatRate.P23)
                .build());

        assertThat(fa.p_14_1()).isEqualTo("207.00");
        // 23 at 4.1, 46 at 4.2, and 138 at 4.5
        assertThat(fa.p_14_1W()).isEqualTo("908.50");
        assertThat(fa.p_15()).isEqualTo("1107.00");
        assertThat(fa.zaliczkaCzesciowa())
                .extracting(Fa.ZaliczkaCzesciowa::kursWalutyZW)
                .containsExactly(amount("4.1"), amount("4.2"), amount("4.5"));
    }

    @Test
    void settlement_morePartPaymentsThanItsTotal_isAFinding() {
        assertThat(settlement()
                        .line("maszyna", 1, "100", VatRate.P23)
                        .settled(VatRate.P23, amount("50"), amount("11.5"))
                        .received(Built.DAY, amount("61.51"))
                        .build()
                        .findings())
                .extracting(DraftFinding::element)
                .containsExactly("ZaliczkaCzesciowa");
        assertThat(settlement()
                        .line("maszyna", 1, "100", VatRate.P23)
                        .settled(VatRate.P23, amount("150"), amount("34.5"))
                        .build()
                        .findings())
                .extracting(DraftFinding::element)
                .containsExactly("P_15");
    }

    @Test
    void settlement_linesWithSeveralExchangeRates_needVatInZloty() {
        SettlementBuilder builder = settlement()
                .currency(TKodWaluty.EUR)
                .line(Line.net("a", amount("1"), amount("100"), VatRate.P23).exchangeRate(amount("4")))
                .line(Line.net("b", amount("1"), amount("100"), VatRate.P23).exchangeRate(amount("5")))
                .settled(VatRate.P23, amount("10"), amount("2.3"));
        assertThatThrownBy(builder::build).hasMessageContaining("the same one where advances or payments are deducted");

        Fa fa = sound(builder.vatSumInZloty(VatRate.P23, amount("197.80")).build());
        assertThat(fa.p_14_1()).isEqualTo("43.70");
        assertThat(fa.p_14_1W()).isEqualTo("197.80");
    }

    @Test
    void settled_vatWhereThereIsNone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Invoice.settlement().settled(VatRate.EXEMPT, amount("100"), amount("23")))
                .withMessageContaining("no VAT at the rate zw");
        assertThatThrownBy(() -> Invoice.settlement().settled(VatRate.P23, amount("100"), null))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("P_14_1 is missing");
    }

    @Test
    void advance_builtAgainWithMorePayments_keepsNothingOfTheFirst() {
        AdvanceBuilder builder = filled(Invoice.advance())
                .orderLine("maszyna", amount("1"), amount("1000"), VatRate.P23)
                .currency(TKodWaluty.EUR, amount("4.5"))
                .received(Built.DAY.minusDays(2), amount("123"));
        Fa first = sound(builder.build());
        assertThat(first.p_6()).isEqualTo(Built.DAY.minusDays(2));
        assertThat(first.kursWalutyZ()).isEqualTo("4.5");

        Fa second =
                sound(builder.received(Built.DAY.minusDays(1), amount("246")).build());
        assertThat(second.p_6()).isNull();
        assertThat(second.kursWalutyZ()).isNull();
        assertThat(second.zaliczkaCzesciowa()).hasSize(2);
        assertThat(first.zaliczkaCzesciowa()).isEmpty();
    }

    @Test
    void advance_withADayOrPeriodOfSupply_isRefused() {
        AdvanceBuilder builder = filled(Invoice.advance())
                .orderLine("maszyna", amount("1"), amount("1000"), VatRate.P23)
                .received(Built.DAY.minusDays(2), amount("123"))
                .supplied(Built.DAY);
        assertThatThrownBy(builder::build).hasMessageContaining("leave out supplied and period");
    }

    @Test
    void advance_ofAnOrderWorthNothing_needsARate() {
        AdvanceBuilder builder = filled(Invoice.advance())
                .orderLine("maszyna", amount("1"), amount("0"), VatRate.P23)
                .received(Built.DAY, amount("123"));
        assertThatThrownBy(builder::build).hasMessageContaining("call received with a rate");
    }

    @Test
    void advance_inZlotyWithAnExchangeRate_isRefused() {
        assertThatThrownBy(() -> filled(Invoice.advance())
                        .orderLine("maszyna", amount("1"), amount("1000"), VatRate.P23)
                        .received(Built.DAY, amount("123"), VatRate.P23, amount("4"))
                        .build())
                .hasMessageContaining("a payment has an exchange rate, but the invoice is in złoty");
    }

    @Test
    void advance_aboveFifteenThousandForAnnex15_isMissedUnlessSplit() {
        AdvanceBuilder builder = filled(Invoice.advance())
                .orderLine(Line.net("stal", amount("1"), amount("20000"), VatRate.P23)
                        .annex15())
                .received(Built.DAY, amount("15000.01"));
        assertThat(builder.build().findings()).extracting(DraftFinding::element).containsExactly("Adnotacje/P_18A");
        sound(builder.splitPayment().build());
    }

    @Test
    void order_whatItHasNoFieldFor_isRefused() {
        assertThatThrownBy(() -> filled(Invoice.advance())
                        .orderLine(Line.net("a", amount("1"), amount("10"), VatRate.P23)
                                .discount(amount("1")))
                        .orderLine(Line.net("b", amount("-1"), amount("10"), VatRate.P23)
                                .procedure(TOznaczenieProcedury.I_42))
                        .received(Built.DAY, amount("1"))
                        .build())
                .hasMessageContaining("line 1 of the order has a day of supply, an exchange rate or a discount")
                .hasMessageContaining("line 2 of the order has a procedure")
                .hasMessageContaining("the quantity of line 2 is negative");
    }

    @Test
    void orderValue_thatIsNotTheSum_isAFinding() {
        AdvanceBuilder builder = filled(Invoice.advance())
                .orderLine(Line.net("a", amount("2"), amount("10"), VatRate.P23).value(amount("19")))
                .orderValue(amount("24.60"))
                .received(Built.DAY, amount("1"));

        InvoiceDraft draft = builder.build();
        assertThat(draft.findings())
                .extracting(DraftFinding::element)
                .containsExactly("Zamowienie/ZamowienieWiersz[1]/P_11NettoZ", "Zamowienie/WartoscZamowienia");
        assertThat(valid(draft).zamowienie().wartoscZamowienia()).isEqualTo("24.60");
    }

    @Test
    void exchangeRates_writtenInTwoWays_areOne() {
        Fa sale = sound(filled(Invoice.vat())
                .currency(TKodWaluty.EUR)
                .line(Line.net("a", amount("1"), amount("0.02"), VatRate.P23).exchangeRate(amount("4")))
                .line(Line.net("b", amount("1"), amount("0.02"), VatRate.P23).exchangeRate(amount("4.00")))
                .build());
        // 23 % of 0.04 at 4, and not twice that of 0.02
        assertThat(sale.p_14_1W()).isEqualTo("0.04");

        Fa fa = sound(settlement()
                .currency(TKodWaluty.EUR)
                .line(Line.net("a", amount("1"), amount("0.09"), VatRate.P23).exchangeRate(amount("4.5")))
                .line(Line.net("a", amount("1"), amount("0"), VatRate.P23).exchangeRate(amount("4.500")))
                .settled(VatRate.P23, amount("0.01"), amount("0"))
                .received(Built.DAY, amount("0.05"), VatRate.P23, amount("4.50"))
                .build());
        // 0.02 at 4.5, and not 0.01 twice
        assertThat(fa.p_14_1W()).isEqualTo("0.09");
    }

    @Test
    void settled_ofARateThatNoLineHas_isConvertedByTheRateOfTheInvoice() {
        Fa fa = valid(settlement()
                .currency(TKodWaluty.EUR, amount("4.5"))
                .line("a", 1, "1000", VatRate.P23)
                .settled(VatRate.P8, amount("100"), amount("8"))
                .build());

        assertThat(fa.p_14_2()).isEqualTo("-8");
        assertThat(fa.p_14_2W()).isEqualTo("-36.00");
    }

    @Test
    void received_nothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Invoice.advance().received(Built.DAY, amount("0.00")))
                .withMessageContaining("above zero");
    }

    private static SettlementBuilder settlement() {
        return filled(Invoice.settlement()).advanceInvoiceOutsideKsef("ZAL/1");
    }
}
