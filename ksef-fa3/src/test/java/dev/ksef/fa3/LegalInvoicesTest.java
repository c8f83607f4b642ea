package dev.ksef.fa3;

import static dev.ksef.fa3.Built.DAY;
import static dev.ksef.fa3.Built.amount;
import static dev.ksef.fa3.Built.filled;
import static dev.ksef.fa3.Built.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.TaxId;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.payment.PaymentMethod;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.fa3.schema.Fa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual invoices that the law allows: the builder finds nothing in them, and no rule warns. */
class LegalInvoicesTest {

    private static final Buyer CONSUMER = Buyer.of(TaxId.none(), "Hans", Address.of(TKodKraju.DE, "10115 Berlin"));

    @Test
    void advance_ofManyPayments_vatRoundedInEach() {
        AdvanceBuilder builder =
                filled(Invoice.advance()).orderLine(Line.net("a", amount("1"), amount("900"), VatRate.P23));
        for (int i = 0; i < 31; i++) {
            builder.received(DAY.minusDays(i), amount("10.01"));
        }

        Fa fa = unwarned(builder.rounding(Rounding.BY_LINE));

        // 31 times 1.87, of 1.8718; at once it would be 58.02 of 58.0255
        assertThat(fa.p_14_1()).isEqualTo("57.97");
    }

    @Test
    void advance_ofAFormerRate_isTaxedByIt() {
        Fa fa = unwarned(filled(Invoice.advance())
                .issued(DAY)
                .orderLine(Line.net("a", amount("1"), amount("1000"), VatRate.P22))
                .received(DAY, amount("122")));

        assertThat(fa.p_14_1()).isEqualTo("22.00");
    }

    /** With gross prices, what is rounded off the tax of a line is net. */
    @ParameterizedTest
    @ValueSource(strings = {"1.31", "3.77", "3.61", "9.76"})
    void sale_ofManyGrossPrices_vatRoundedInEachLine(String price) {
        SaleBuilder builder = filled(Invoice.vat()).rounding(Rounding.BY_LINE);
        for (int i = 0; i < 200; i++) {
            builder.line(Line.gross("a", amount("1"), amount(price), VatRate.P23));
        }

        unwarned(builder);
    }

    @Test
    void settlement_paymentWithAnExchangeRateOfItsOwn_isConvertedByIt() {
        Fa fa = unwarned(filled(Invoice.settlement())
                .currency(TKodWaluty.EUR, amount("4.5"))
                .line("a", 1, "1000", VatRate.P23)
                .advanceInvoiceOutsideKsef("ZAL/1")
                .settled(VatRate.P23, amount("100"), amount("23"))
                .received(DAY.minusDays(1), amount("615"), VatRate.P23, amount("4.1")));

        // 115 by 4.1, and the other 92 of 207 by 4.5
        assertThat(fa.p_14_1W()).isEqualTo("885.50");
    }

    @Test
    void period_laterThanSixtyDays_alsoInItsLines() {
        unwarned(filled(Invoice.vat())
                .period(DAY, DAY.plusDays(300))
                .line(Line.net("prąd", amount("1"), amount("1"), VatRate.P23).supplied(DAY.plusDays(300))));
    }

    @Test
    void paid_afterTheTermAndBeforeTheInvoice_isTold() {
        unwarned(sale().payment(
                        Payment.by(PaymentMethod.TRANSFER).due(DAY.minusDays(5)).paid(DAY.minusDays(1))));
        unwarned(sale().payment(Payment.by(PaymentMethod.TRANSFER)
                .due(DAY.minusDays(5))
                .paidPart(amount("23"), DAY.minusDays(6))
                .paidLastPart(amount("100"), DAY.minusDays(1))));
    }

    @Test
    void correction_repeatsTheTermOfPayment() {
        unwarned(correction()
                .difference(Line.net("a", amount("-1"), amount("100"), VatRate.P23))
                .payment(Payment.by(PaymentMethod.TRANSFER).due(DAY.minusDays(30))));
    }

    @Test
    void correction_toATaxedSale_bearsNoMarkOfWhatItWas() {
        for (VatRate before : new VatRate[] {
            VatRate.EXEMPT, VatRate.REVERSE_CHARGE, VatRate.INTRA_COMMUNITY_SERVICES, VatRate.INTRA_COMMUNITY_SUPPLY
        }) {
            Fa.Adnotacje marks = unwarned(correction()
                            .changed(
                                    Line.net("a", amount("1"), amount("100"), before),
                                    Line.net("a", amount("1"), amount("100"), VatRate.P23)))
                    .adnotacje();

            assertThat(marks.p_18()).as(before.toString()).isEqualTo(TWybor1_2._2);
            assertThat(marks.zwolnienie().p_19N()).as(before.toString()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(MarginScheme.class)
    void correction_fromAMargin_needsNoScheme(MarginScheme scheme) {
        Line before = Line.grossValue("a", amount("123"), VatRate.MARGIN);
        Line after = Line.grossValue("a", amount("123"), VatRate.P23);

        Fa.Adnotacje marks =
                unwarned(correction().changed(before, after).margin(scheme)).adnotacje();
        assertThat(marks.pMarzy().p_PMarzy()).isTrue();
        sound(correction().changed(before, after).build());
    }

    @Test
    void correction_ofAMarkedSale_isMarkedAsLongAsSomethingIsLeft() {
        Line exempt = Line.net("a", amount("1"), amount("100"), VatRate.EXEMPT);
        CorrectionBuilder builder =
                correction().removed(exempt).changed(exempt, Line.net("a", amount("1"), amount("90"), VatRate.EXEMPT));

        assertThatThrownBy(builder::build)
                .isInstanceOf(UnfinishedInvoiceException.class)
                .hasMessageContaining("exemptByAct");
        unwarned(builder.exemptByAct("art. 43 ust. 1 pkt 37"));
    }

    @Test
    void newVehicle_forAPersonOfAnotherCountry_needsNoNumber() {
        var vehicle = Fa.Adnotacje.NoweSrodkiTransportu.NowySrodekTransportu.builder()
                .p_22A(DAY)
                .p_NrWierszaNST(1)
                .p_22B("1000")
                .build();

        unwarned(filled(Invoice.vat())
                .buyer(CONSUMER)
                .newVehicles(Fa.Adnotacje.NoweSrodkiTransportu.builder()
                        .p_22(true)
                        .p_42_5(TWybor1_2._2)
                        .addNowySrodekTransportu(vehicle)
                        .build())
                .line("auto", 1, "10000", VatRate.INTRA_COMMUNITY_SUPPLY));
    }

    @Test
    void annex15_forAConsumer_isNotSplit() {
        unwarned(filled(Invoice.vat())
                .buyer(CONSUMER)
                .line(Line.net("stal", amount("1"), amount("20000"), VatRate.P23)
                        .annex15()));
    }

    @Test
    void advance_builtAgainWithOneExchangeRate_listsOnePayment() {
        AdvanceBuilder builder = filled(Invoice.advance())
                .orderLine(Line.net("a", amount("1"), amount("900"), VatRate.EXPORT))
                .currency(TKodWaluty.EUR)
                .received(DAY, amount("100"))
                .received(DAY, amount("100"), VatRate.EXPORT, amount("4.5"));

        assertThat(sound(builder.build()).zaliczkaCzesciowa()).hasSize(2);
        Fa again = sound(builder.currency(TKodWaluty.EUR, amount("4.5")).build());
        assertThat(again.zaliczkaCzesciowa()).isEmpty();
        assertThat(again.kursWalutyZ()).isEqualTo("4.5");
    }

    private static SaleBuilder sale() {
        return filled(Invoice.vat()).line("a", 1, "100", VatRate.P23);
    }

    private static CorrectionBuilder correction() {
        return filled(Invoice.correction())
                .corrects(CorrectedInvoice.outsideKsef(DAY.minusDays(60), "FV/1"))
                .reason("zmiana");
    }

    private static Fa unwarned(InvoiceBuilder<?> builder) {
        InvoiceDraft draft = builder.build();
        Fa fa = sound(draft);
        assertThat(InvoiceRules.all().check(draft.invoice())).isEqualTo(RuleReport.CLEAR);
        return fa;
    }
}
