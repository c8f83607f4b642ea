package dev.ksef.fa3;

import static dev.ksef.fa3.Built.amount;
import static dev.ksef.fa3.Built.filled;
import static dev.ksef.fa3.Built.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TTypKorekty;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.model.KsefNumber;
import org.junit.jupiter.api.Test;

/** Corrections, in each way. */
class CorrectionBuilderTest {

    private static final CorrectedInvoice CORRECTED =
            CorrectedInvoice.inKsef(Built.DAY, "FV2026/02/150", new KsefNumber("9999999999-20230908-8BEF280C8D35-4D"));

    @Test
    void correction_inFull_showsBeforeAndAfterAndSumsTheDifference() {
        Fa fa = sound(correction()
                .changed(fridge("1626.01"), fridge("1463.41"))
                .effect(CorrectionEffect.ON_ANOTHER_DAY)
                .build());

        assertThat(fa.rodzajFaktury()).isEqualTo(TRodzajFaktury.KOR);
        assertThat(fa.typKorekty()).isEqualTo(TTypKorekty._3);
        assertThat(fa.p_13_1()).isEqualTo("-162.60");
        assertThat(fa.p_14_1()).isEqualTo("-37.40");
        assertThat(fa.p_15()).isEqualTo("-200.00");
        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::stanPrzed).containsExactly(true, false);
        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::nrWierszaFa).containsExactly(1L, 1L);
    }

    @Test
    void correction_removedAndAdded_countOnce() {
        Fa fa = sound(correction()
                .removed(Line.net("a", amount("2"), amount("10"), VatRate.P8))
                .added(Line.net("b", amount("1"), amount("100"), VatRate.P23))
                .build());

        assertThat(fa.p_13_2()).isEqualTo("-20.00");
        assertThat(fa.p_14_2()).isEqualTo("-1.60");
        assertThat(fa.p_15()).isEqualTo("101.40");
        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::nrWierszaFa).containsExactly(1L, 2L);
    }

    @Test
    void correction_byDifference_takesNegativeQuantities() {
        Fa fa = sound(correction()
                .difference(Line.net("lodówka", amount("-1"), amount("162.60"), VatRate.P23))
                .build());

        assertThat(fa.p_13_1()).isEqualTo("-162.60");
        assertThat(fa.p_14_1()).isEqualTo("-37.40");
        assertThat(fa.faWiersz().get(0).stanPrzed()).isFalse();
    }

    @Test
    void correction_collectiveDiscount_hasNoLines() {
        Fa fa = sound(correction()
                .discountGross(VatRate.P23, amount("50000"))
                .discount(VatRate.P8, amount("100"))
                .discountedPeriod("pierwsze półrocze 2026")
                .build());

        assertThat(fa.p_13_1()).isEqualTo("-40650.41");
        assertThat(fa.p_14_1()).isEqualTo("-9349.59");
        assertThat(fa.p_14_2()).isEqualTo("-8.00");
        assertThat(fa.p_15()).isEqualTo("-50108.00");
        assertThat(fa.faWiersz()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Invoice.correction().discount(VatRate.P8, amount("-1")));
    }

    @Test
    void correction_ofTheBuyer_changesNoSum() {
        Fa fa = sound(correction()
                .formerBuyer(Buyer.of("1111111111", "CDE sp. j.", Built.WARSAW).key("0001"))
                .formerSeller(Built.SELLER)
                .build());

        assertThat(fa.p_15()).isEqualTo("0.00");
        assertThat(fa.podmiot2K()).hasSize(1);
        assertThat(fa.podmiot1K()).isNotNull();
    }

    @Test
    void correction_inTwoWaysOrNone_isRefused() {
        assertThatThrownBy(() -> correction()
                        .changed(fridge("2"), fridge("1"))
                        .discount(VatRate.P23, amount("1"))
                        .build())
                .hasMessageContaining("in more than one way");
        assertThatThrownBy(() -> filled(Invoice.correction()).build())
                .hasMessageContaining("the corrected invoice is missing")
                .hasMessageContaining("nothing is corrected");
        assertThatThrownBy(() -> correction()
                        .changed(fridge("2"), Line.net("a", amount("-1"), amount("1"), VatRate.P23))
                        .build())
                .hasMessageContaining("the quantity of line 1 is negative");
    }

    @Test
    void advanceCorrection_changesWhatWasPaidAndOrdered() {
        Fa fa = sound(filled(Invoice.advanceCorrection())
                .corrects(CORRECTED)
                .reason("zwrot części zaliczki")
                .amountBefore(amount("1230"))
                .changeGross(VatRate.P23, amount("-123"))
                .orderChanged(fridge("5000"), fridge("4000"))
                .build());

        assertThat(fa.rodzajFaktury()).isEqualTo(TRodzajFaktury.KOR_ZAL);
        assertThat(fa.p_15ZK()).isEqualTo("1230");
        assertThat(fa.p_13_1()).isEqualTo("-100.00");
        assertThat(fa.p_14_1()).isEqualTo("-23.00");
        assertThat(fa.zamowienie().wartoscZamowienia()).isEqualTo("4920.00");
        assertThat(fa.zamowienie().zamowienieWiersz())
                .extracting(Fa.Zamowienie.ZamowienieWiersz::stanPrzedZ)
                .containsExactly(true, false);
    }

    @Test
    void advanceCorrection_ofSeveralPayments_listsByHowMuchEachChanges() {
        CorrectionBuilder builder = filled(Invoice.advanceCorrection())
                .corrects(CORRECTED)
                .currency(TKodWaluty.EUR, amount("4.5"))
                .amountBefore(amount("1230"))
                .changeGross(VatRate.P23, amount("-123"))
                .paymentChanged(Built.DAY, amount("-100"))
                .paymentChanged(Built.DAY.minusDays(1), amount("-23"));

        Fa fa = sound(builder.build());
        assertThat(fa.zaliczkaCzesciowa())
                .extracting(Fa.ZaliczkaCzesciowa::p_15Z)
                .containsExactly(amount("-100"), amount("-23"));
        assertThat(fa.zaliczkaCzesciowa())
                .extracting(Fa.ZaliczkaCzesciowa::kursWalutyZW)
                .containsOnly(amount("4.5"));
        assertThat(fa.p_15()).isEqualTo("-123.00");
        DraftFinding finding = builder.paymentChanged(Built.DAY, amount("-1"))
                .build()
                .findings()
                .get(0);
        assertThat(finding.element()).isEqualTo("P_15");
        assertThat(finding.computed()).isEqualTo("-124.00");
    }

    @Test
    void settlementCorrection_ofPayments_leavesTheSums() {
        Fa fa = sound(filled(Invoice.settlementCorrection())
                .corrects(CORRECTED)
                .amountBefore(amount("100"))
                .changed(fridge("100"), fridge("90"))
                .paymentChanged(Built.DAY, amount("-5"))
                .build());

        assertThat(fa.zaliczkaCzesciowa()).hasSize(1);
        assertThat(fa.p_15()).isEqualTo("-12.30");
    }

    @Test
    void paymentChanged_whereThereIsNone_isRefused() {
        assertThatThrownBy(() -> correction()
                        .changed(fridge("2"), fridge("1"))
                        .paymentChanged(Built.DAY, amount("-1"))
                        .build())
                .hasMessageContaining("advanceCorrection");
    }

    @Test
    void settlementCorrection_inCurrency_convertsTheDifference() {
        Fa fa = sound(filled(Invoice.settlementCorrection())
                .corrects(CorrectedInvoice.outsideKsef(Built.DAY, "1"))
                .currency(TKodWaluty.EUR, amount("4.5"))
                .amountBefore(amount("100"))
                .changed(fridge("100"), fridge("90"))
                .build());

        assertThat(fa.rodzajFaktury()).isEqualTo(TRodzajFaktury.KOR_ROZ);
        assertThat(fa.p_14_1()).isEqualTo("-2.30");
        assertThat(fa.p_14_1W()).isEqualTo("-10.35");
    }

    @Test
    void numbers_ofShownLines_goOnFromTheHighest() {
        Fa fa = sound(correction()
                .changed(7, fridge("2"), fridge("1"))
                .changed(3, fridge("2"), fridge("1"))
                .added(fridge("1"))
                .build());

        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::nrWierszaFa).containsExactly(7L, 7L, 3L, 3L, 8L);
    }

    @Test
    void numbers_ofOrderLines_areOnePerPair() {
        Fa fa = sound(filled(Invoice.advanceCorrection())
                .corrects(CORRECTED)
                .amountBefore(amount("1"))
                .orderChanged(fridge("2"), fridge("1"))
                .orderChanged(fridge("4"), fridge("3"))
                .build());

        assertThat(fa.zamowienie().zamowienieWiersz())
                .extracting(Fa.Zamowienie.ZamowienieWiersz::nrWierszaZam)
                .containsExactly(1L, 1L, 2L, 2L);
    }

    @Test
    void correction_inCurrency_hasNoExchangeRateOfAdvances() {
        Fa fa = sound(correction()
                .currency(TKodWaluty.EUR, amount("4.5"))
                .changed(fridge("2"), fridge("1"))
                .build());

        assertThat(fa.kursWalutyZ()).isNull();
        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::kursWaluty).containsOnly(amount("4.5"));
    }

    @Test
    void correction_eachPairOfWays_isRefused() {
        assertThatThrownBy(() -> correction()
                        .difference(fridge("1"))
                        .discount(VatRate.P23, amount("1"))
                        .build())
                .hasMessageContaining("in more than one way");
        assertThatThrownBy(() ->
                        correction().difference(fridge("1")).added(fridge("1")).build())
                .hasMessageContaining("in more than one way");
    }

    @Test
    void correction_netAndGrossPrices_areRefused() {
        assertThatThrownBy(() -> correction()
                        .changed(fridge("1"), Line.gross("a", amount("1"), amount("1"), VatRate.P23))
                        .build())
                .hasMessageContaining("net prices and gross prices");
    }

    @Test
    void formerParties_areAsTheyStood() {
        Fa fa = sound(correction()
                .formerBuyer(Buyer.of("1111111111", "CDE sp. j.", Built.WARSAW).key("0001"))
                .formerSeller(Built.SELLER)
                .build());

        assertThat(fa.podmiot2K().get(0).daneIdentyfikacyjne().nazwa()).isEqualTo("CDE sp. j.");
        assertThat(fa.podmiot2K().get(0).adres()).isEqualTo(Built.WARSAW.element());
        assertThat(fa.podmiot2K().get(0).idNabywcy()).isEqualTo("0001");
        assertThat(fa.podmiot1K().daneIdentyfikacyjne())
                .isEqualTo(Built.SELLER.element().daneIdentyfikacyjne());
        assertThat(fa.podmiot1K().adres()).isEqualTo(Built.WARSAW.element());
    }

    @Test
    void correction_marksWithoutSuchSales_areNoFindings() {
        Fa fa = sound(correction()
                .changed(fridge("2"), fridge("1"))
                .exemptByAct("art. 43 ust. 1 pkt 37")
                .margin(MarginScheme.TRAVEL)
                .build());

        assertThat(fa.adnotacje().zwolnienie().p_19()).isTrue();
        assertThat(fa.adnotacje().pMarzy().p_PMarzy_2()).isTrue();
    }

    private static CorrectionBuilder correction() {
        return filled(Invoice.correction()).corrects(CORRECTED);
    }

    private static Line fridge(String price) {
        return Line.net("lodówka", amount("1"), amount(price), VatRate.P23).unit("szt.");
    }
}
