package dev.ksef.fa3;

import static dev.ksef.fa3.Built.amount;
import static dev.ksef.fa3.Built.filled;
import static dev.ksef.fa3.Built.sound;
import static dev.ksef.fa3.Built.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.TaxId;
import dev.ksef.fa3.party.ThirdParty;
import dev.ksef.fa3.payment.BankAccount;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Podmiot2;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Invoices of sales, of every way of being taxed. */
class SaleBuilderTest {

    @Test
    void vat_twoRates_addsUpEachAndAll() {
        Fa fa = sound(filled(Invoice.vat())
                .line("papier", 10, "12.50", VatRate.P23)
                .line("książka", 3, "33.33", VatRate.P5)
                .payment(Payment.transferTo(BankAccount.of("73111111111111111111111111"))
                        .due(Built.DAY.plusDays(14)))
                .build());

        assertThat(fa.rodzajFaktury()).isEqualTo(TRodzajFaktury.VAT);
        assertThat(fa.kodWaluty()).isEqualTo(TKodWaluty.PLN);
        assertThat(fa.p_13_1()).isEqualTo("125.00");
        assertThat(fa.p_14_1()).isEqualTo("28.75");
        assertThat(fa.p_14_1W()).isNull();
        assertThat(fa.p_13_3()).isEqualTo("99.99");
        assertThat(fa.p_14_3()).isEqualTo("5.00");
        assertThat(fa.p_15()).isEqualTo("258.74");
        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::nrWierszaFa).containsExactly(1L, 2L);
        assertThat(fa.faWiersz().get(1).p_11()).isEqualTo("99.99");
        assertThat(fa.faWiersz().get(1).p_12()).isEqualTo(TStawkaPodatku._5);
        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::p_11Vat).containsOnlyNulls();
        assertThat(fa.platnosc().terminPlatnosci()).hasSize(1);
    }

    @Test
    void vat_nothingSpecial_saysNoInEveryMark() {
        Fa.Adnotacje marks = sound(filled(Invoice.vat())
                        .line("papier", 1, "1", VatRate.P23)
                        .build())
                .adnotacje();

        assertThat(marks.p_16()).isEqualTo(TWybor1_2._2);
        assertThat(marks.p_17()).isEqualTo(TWybor1_2._2);
        assertThat(marks.p_18()).isEqualTo(TWybor1_2._2);
        assertThat(marks.p_18A()).isEqualTo(TWybor1_2._2);
        assertThat(marks.p_23()).isEqualTo(TWybor1_2._2);
        assertThat(marks.zwolnienie().p_19N()).isTrue();
        assertThat(marks.noweSrodkiTransportu().p_22N()).isTrue();
        assertThat(marks.pMarzy().p_PMarzyN()).isTrue();
    }

    @Test
    void vat_everyRate_isAddedUpWhereTheSchemaHasIt() {
        SaleBuilder builder = filled(Invoice.vat())
                .line("a", 1, "1", VatRate.P23)
                .line("b", 1, "2", VatRate.P22)
                .line("c", 1, "4", VatRate.P8)
                .line("d", 1, "8", VatRate.P7)
                .line("e", 1, "16", VatRate.P5)
                .line("f", 1, "32", VatRate.P4)
                .line("g", 1, "64", VatRate.P3)
                .line("h", 1, "128", VatRate.oneStopShop(amount("19")))
                .line("i", 1, "256", VatRate.ZERO)
                .line("j", 1, "512", VatRate.INTRA_COMMUNITY_SUPPLY)
                .line("k", 1, "1024", VatRate.EXPORT)
                .line("l", 1, "2048", VatRate.EXEMPT)
                .line("m", 1, "4096", VatRate.OUTSIDE_POLAND)
                .line("n", 1, "8192", VatRate.INTRA_COMMUNITY_SERVICES)
                .line("o", 1, "16384", VatRate.REVERSE_CHARGE)
                .line(Line.gross("p", amount("1"), amount("32768"), VatRate.MARGIN))
                .buyer(german())
                .exemptByAct("art. 43 ust. 1 pkt 37")
                .margin(MarginScheme.SECOND_HAND_GOODS);

        Fa fa = sound(builder.build());

        assertThat(fa.p_13_1()).isEqualTo("3.00");
        assertThat(fa.p_14_1()).isEqualTo("0.67");
        assertThat(fa.p_13_2()).isEqualTo("12.00");
        assertThat(fa.p_14_2()).isEqualTo("0.88");
        assertThat(fa.p_13_3()).isEqualTo("16.00");
        assertThat(fa.p_14_3()).isEqualTo("0.80");
        assertThat(fa.p_13_4()).isEqualTo("96.00");
        assertThat(fa.p_14_4()).isEqualTo("3.20");
        assertThat(fa.p_13_5()).isEqualTo("128.00");
        assertThat(fa.p_14_5()).isEqualTo("24.32");
        assertThat(fa.p_13_6_1()).isEqualTo("256.00");
        assertThat(fa.p_13_6_2()).isEqualTo("512.00");
        assertThat(fa.p_13_6_3()).isEqualTo("1024.00");
        assertThat(fa.p_13_7()).isEqualTo("2048.00");
        assertThat(fa.p_13_8()).isEqualTo("4096.00");
        assertThat(fa.p_13_9()).isEqualTo("8192.00");
        assertThat(fa.p_13_10()).isEqualTo("16384.00");
        assertThat(fa.p_13_11()).isEqualTo("32768.00");
        assertThat(fa.p_15()).isEqualTo("65564.87");
        assertThat(fa.faWiersz().get(7).p_12()).isNull();
        assertThat(fa.faWiersz().get(7).p_12_XII()).isEqualTo("19");
    }

    @Test
    void vat_byLine_roundsInEachLineAndShowsIt() {
        SaleBuilder builder = filled(Invoice.vat())
                .rounding(Rounding.BY_LINE)
                .line("a", 1, "0.02", VatRate.P23)
                .line("b", 1, "0.02", VatRate.P23);

        Fa byLine = sound(builder.build());
        assertThat(byLine.p_14_1()).isEqualTo("0.00");
        assertThat(byLine.faWiersz())
                .extracting(Fa.FaWiersz::p_11Vat)
                .allMatch(vat -> vat.compareTo(BigDecimal.ZERO) == 0);

        Fa byRate = sound(builder.rounding(Rounding.BY_RATE).build());
        assertThat(byRate.p_14_1()).isEqualTo("0.01");
    }

    @Test
    void vat_halfAGrosz_isRoundedAwayFromZero() {
        Fa fa = sound(filled(Invoice.vat())
                .line(Line.net("a", amount("0.5"), amount("0.25"), VatRate.P8))
                .line(Line.net("b", amount("1"), amount("0.50"), VatRate.P5))
                .build());

        assertThat(fa.faWiersz().get(0).p_11()).isEqualTo("0.13");
        assertThat(fa.p_14_3()).isEqualTo("0.03");
    }

    @Test
    void vat_grossPrices_computesVatThroughAHundredPlusRate() {
        Fa fa = sound(filled(Invoice.vat())
                .line(Line.gross("lodówka", amount("1"), amount("2000"), VatRate.P23))
                .line(Line.gross("wniesienie", amount("1"), amount("50"), VatRate.P23))
                .line(Line.gross("mleko", amount("1"), amount("1"), VatRate.P5))
                .build());

        assertThat(fa.p_14_1()).isEqualTo("383.33");
        assertThat(fa.p_13_1()).isEqualTo("1666.67");
        assertThat(fa.p_14_3()).isEqualTo("0.05");
        assertThat(fa.p_15()).isEqualTo("2051.00");
        assertThat(fa.faWiersz().get(0).p_9B()).isEqualTo("2000");
        assertThat(fa.faWiersz().get(0).p_11A()).isEqualTo("2000.00");
        assertThat(fa.faWiersz().get(0).p_11()).isNull();
    }

    @Test
    void line_discount_isOfTheLineOrOfEachUnit() {
        Line line = Line.net("a", amount("20"), amount("1000"), VatRate.P23);

        assertThat(line.discount(amount("100")).value()).isEqualTo("19900.00");
        assertThat(line.discountEach(amount("100")).value()).isEqualTo("18000.00");
    }

    @Test
    void sums_givenOnesThatDiffer_standAndAreFindings() {
        InvoiceDraft draft = filled(Invoice.vat())
                .line(Line.net("a", amount("3"), amount("10"), VatRate.P23).value(amount("29.99")))
                .netSum(VatRate.P23, amount("30"))
                .vatSum(VatRate.P23, amount("6.91"))
                .total(amount("37"))
                .build();

        Fa fa = valid(draft);
        assertThat(fa.faWiersz().get(0).p_11()).isEqualTo("29.99");
        assertThat(fa.p_13_1()).isEqualTo("30");
        assertThat(fa.p_14_1()).isEqualTo("6.91");
        assertThat(fa.p_15()).isEqualTo("37");
        assertThat(draft.findings())
                .containsExactly(
                        new DraftFinding(
                                "FaWiersz[1]/P_11",
                                "is not quantity times price less the discount",
                                amount("29.99"),
                                amount("30.00")),
                        new DraftFinding("P_13_1", "is not the computed sum", amount("30"), amount("29.99")),
                        new DraftFinding("P_14_1", "is not the computed sum", amount("6.91"), amount("6.90")),
                        new DraftFinding("P_15", "is not the computed sum", amount("37"), amount("36.91")));
        assertThatThrownBy(draft::withoutFindings)
                .isInstanceOf(UnfinishedInvoiceException.class)
                .hasMessageContaining("P_14_1 is not the computed sum")
                .hasMessageNotContaining("6.9");
    }

    @Test
    void sums_givenOnesThatAgree_areNoFindings() {
        InvoiceDraft draft = filled(Invoice.vat())
                .line("a", 3, "10", VatRate.P23)
                .netSum(VatRate.P23, amount("30"))
                .vatSum(VatRate.P23, amount("6.9"))
                .total(amount("36.90"))
                .build();

        sound(draft);
        assertThat(draft.withoutFindings()).isSameAs(draft.invoice());
    }

    @Test
    void vat_lackingEverything_namesAllOfIt() {
        assertThatThrownBy(() -> Invoice.vat().build())
                .isInstanceOf(UnfinishedInvoiceException.class)
                .hasMessage(
                        "The invoice is not finished: the seller is missing: call seller; the buyer is missing: call"
                                + " buyer; the number is missing: call number; the day of issue is missing: call issued;"
                                + " the moment at which the file is made is missing: call created; there is nothing on the"
                                + " invoice: call line");
    }

    @Test
    void vat_negativeQuantity_isRefused() {
        assertThatThrownBy(() -> filled(Invoice.vat())
                        .line("a", 1, "1", VatRate.P23)
                        .line("b", -1, "1", VatRate.P23)
                        .build())
                .isInstanceOf(UnfinishedInvoiceException.class)
                .hasMessageContaining("the quantity of line 2 is negative");
    }

    @Test
    void vat_netAndGrossPrices_areRefused() {
        assertThatThrownBy(() -> filled(Invoice.vat())
                        .line("a", 1, "1", VatRate.P23)
                        .line(Line.gross("b", amount("1"), amount("1"), VatRate.P8))
                        .build())
                .isInstanceOf(UnfinishedInvoiceException.class)
                .hasMessageContaining("net prices and gross prices");
    }

    @Test
    void vat_twoCurrencies_areRefused() {
        assertThatThrownBy(() -> Invoice.vat().currency(TKodWaluty.EUR).currency(TKodWaluty.USD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one currency: this one is in EUR already");
    }

    @Test
    void vat_badValues_nameTheElement() {
        assertThatThrownBy(() -> Line.net("", amount("1"), amount("1"), VatRate.P23))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("P_7");
        assertThatThrownBy(() -> filled(Invoice.vat())
                        .line("a", 1, "1", VatRate.P23)
                        .total(amount("1.234"))
                        .build())
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("P_15");
    }

    @Test
    void rates_thatDoNotGoWithACall_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Line.net("a", amount("1"), amount("1"), VatRate.MARGIN))
                .withMessageContaining("the price is gross");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Invoice.vat().vatSum(VatRate.EXEMPT, amount("1")))
                .withMessageContaining("no VAT at the rate zw");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Invoice.vat().vatSumInZloty(VatRate.oneStopShop(amount("19")), amount("1")))
                .withMessageContaining("no field");
        assertThatIllegalArgumentException().isThrownBy(() -> VatRate.oneStopShop(amount("100.5")));
    }

    @Test
    void exempt_withoutProvision_isRefused_withOneSaysIt() {
        SaleBuilder builder = filled(Invoice.vat()).line("ubezpieczenie", 1, "300", VatRate.EXEMPT);
        assertThatThrownBy(builder::build).hasMessageContaining("say by which provision");

        Fa fa = sound(builder.exemptByDirective("art. 135 ust. 1 lit. a").build());
        assertThat(fa.adnotacje().zwolnienie().p_19()).isTrue();
        assertThat(fa.adnotacje().zwolnienie().p_19B()).isEqualTo("art. 135 ust. 1 lit. a");
        assertThat(fa.p_15()).isEqualTo("300.00");

        InvoiceDraft needless = filled(Invoice.vat())
                .line("a", 1, "1", VatRate.P23)
                .exemptByOther("x")
                .build();
        assertThat(needless.findings()).extracting(DraftFinding::element).containsExactly("Adnotacje/Zwolnienie");
    }

    @Test
    void margin_eachScheme_isMarked() {
        for (MarginScheme scheme : MarginScheme.values()) {
            SaleBuilder builder =
                    filled(Invoice.vat()).line(Line.gross("obraz", amount("2"), amount("99.99"), VatRate.MARGIN));
            assertThatThrownBy(builder::build).hasMessageContaining("in a margin scheme");

            Fa fa = sound(builder.margin(scheme).build());
            Fa.Adnotacje.PMarzy mark = fa.adnotacje().pMarzy();
            assertThat(mark.p_PMarzy()).isTrue();
            assertThat(mark.p_PMarzy_2()).isEqualTo(scheme == MarginScheme.TRAVEL);
            assertThat(mark.p_PMarzy_3_1()).isEqualTo(scheme == MarginScheme.SECOND_HAND_GOODS);
            assertThat(mark.p_PMarzy_3_2()).isEqualTo(scheme == MarginScheme.WORKS_OF_ART);
            assertThat(mark.p_PMarzy_3_3()).isEqualTo(scheme == MarginScheme.COLLECTORS_ITEMS);
            assertThat(fa.p_13_11()).isEqualTo("199.98");
            assertThat(fa.p_15()).isEqualTo("199.98");
            assertThat(fa.faWiersz().get(0).p_12()).isNull();
        }
    }

    @Test
    void reverseCharge_isMarkedByItsLines() {
        Fa fa = sound(filled(Invoice.vat())
                .line("złom", 2, "500", VatRate.REVERSE_CHARGE)
                .build());

        assertThat(fa.adnotacje().p_18()).isEqualTo(TWybor1_2._1);
        assertThat(fa.p_13_10()).isEqualTo("1000.00");
        assertThat(fa.p_15()).isEqualTo("1000.00");
    }

    @Test
    void intraCommunity_setsThePrefixAndWantsABuyerInTheUnion() {
        SaleBuilder builder = filled(Invoice.vat()).line("meble", 1, "700", VatRate.INTRA_COMMUNITY_SUPPLY);
        assertThat(builder.build().findings())
                .extracting(DraftFinding::element)
                .containsExactly("Podmiot2/DaneIdentyfikacyjne");

        InvoiceDraft draft = builder.buyer(german()).build();
        Fa fa = sound(draft);
        assertThat(draft.invoice().podmiot1().prefiksPodatnika()).isTrue();
        assertThat(fa.adnotacje().p_18()).isEqualTo(TWybor1_2._2);

        Fa services = sound(filled(Invoice.vat())
                .buyer(german())
                .line("projekt", 1, "700", VatRate.INTRA_COMMUNITY_SERVICES)
                .build());
        assertThat(services.p_13_9()).isEqualTo("700.00");
        assertThat(services.adnotacje().p_18()).isEqualTo(TWybor1_2._1);
    }

    @Test
    void export_hasABuyerFromAnywhere() {
        InvoiceDraft draft = filled(Invoice.vat())
                .buyer(Buyer.of(
                        TaxId.other(TKodKraju.US, "12-3456789"),
                        "Acme Inc.",
                        Address.of(TKodKraju.US, "1 Main Street", "Springfield")))
                .currency(TKodWaluty.USD)
                .line("maszyna", 1, "1000", VatRate.EXPORT)
                .build();

        Fa fa = sound(draft);
        assertThat(fa.p_13_6_3()).isEqualTo("1000.00");
        assertThat(draft.invoice().podmiot1().prefiksPodatnika()).isFalse();
    }

    @Test
    void splitPayment_aboveFifteenThousand_isMissedUnlessCalled() {
        SaleBuilder builder = filled(Invoice.vat())
                .line(Line.net("stal", amount("1"), amount("12195.13"), VatRate.P23)
                        .annex15());
        assertThat(builder.build().findings()).extracting(DraftFinding::element).containsExactly("Adnotacje/P_18A");

        Fa fa = sound(builder.splitPayment().build());
        assertThat(fa.adnotacje().p_18A()).isEqualTo(TWybor1_2._1);
        assertThat(fa.faWiersz().get(0).p_12_Zal_15()).isTrue();
        assertThat(fa.p_15()).isEqualTo("15000.01");
    }

    @Test
    void currency_rateOfTheInvoice_convertsVat() {
        Fa fa = sound(filled(Invoice.vat())
                .currency(TKodWaluty.EUR, amount("4.5005"))
                .line("lodówka", 10, "406", VatRate.P23)
                .line("zamrażarka", 20, "250", VatRate.P23)
                .line("zmywarka", 15, "300", VatRate.P23)
                .line("książka", 1, "10", VatRate.P5)
                .build());

        assertThat(fa.p_14_1()).isEqualTo("3118.80");
        assertThat(fa.p_14_1W()).isEqualTo("14036.16");
        assertThat(fa.p_14_3W()).isEqualTo("2.25");
        assertThat(fa.p_15()).isEqualTo("16689.30");
        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::kursWaluty).allMatch(amount("4.5005")::equals);
    }

    @Test
    void currency_ratesOfLines_convertVatByRateOfExchange() {
        Fa fa = sound(filled(Invoice.vat())
                .currency(TKodWaluty.EUR)
                .line(Line.net("a", amount("1"), amount("100"), VatRate.P23).exchangeRate(amount("4")))
                .line(Line.net("b", amount("1"), amount("0.10"), VatRate.P23).exchangeRate(amount("4.00")))
                .line(Line.net("c", amount("1"), amount("10"), VatRate.P23).exchangeRate(amount("4.3")))
                .build());

        assertThat(fa.p_14_1()).isEqualTo("25.32");
        // 100.10 x 23 % = 23.02 at 4.00, and 10 x 23 % = 2.30 at 4.3
        assertThat(fa.p_14_1W()).isEqualTo("101.97");
    }

    @Test
    void currency_withoutRate_isRefusedIfThereIsVat() {
        SaleBuilder builder = filled(Invoice.vat()).currency(TKodWaluty.EUR).line("a", 1, "100", VatRate.P23);
        assertThatThrownBy(builder::build).hasMessageContaining("the exchange rate is missing");

        Fa fa = sound(builder.vatSumInZloty(VatRate.P23, amount("98.90")).build());
        assertThat(fa.p_14_1W()).isEqualTo("98.90");

        assertThatThrownBy(() -> filled(Invoice.vat())
                        .line(Line.net("a", amount("1"), amount("1"), VatRate.P23)
                                .exchangeRate(amount("4")))
                        .build())
                .hasMessageContaining("the invoice is in złoty");
    }

    @Test
    void selfBillingCashTriangularAndReceipt_areMarked() {
        Fa fa = sound(filled(Invoice.vat())
                .line("a", 1, "1", VatRate.P23)
                .selfBilling()
                .cashAccounting()
                .triangular()
                .toReceipt()
                .relatedParties()
                .exciseRefund()
                .build());

        assertThat(fa.adnotacje().p_17()).isEqualTo(TWybor1_2._1);
        assertThat(fa.adnotacje().p_16()).isEqualTo(TWybor1_2._1);
        assertThat(fa.adnotacje().p_23()).isEqualTo(TWybor1_2._1);
        assertThat(fa.fp() && fa.tp() && fa.zwrotAkcyzy()).isTrue();
    }

    @Test
    void localGovernmentAndVatGroup_wantTheirUnits() {
        SaleBuilder builder = filled(Invoice.vat())
                .line("a", 1, "1", VatRate.P23)
                .buyer(Built.BUYER.forLocalGovernmentUnit().forVatGroupMember());
        assertThat(builder.build().findings())
                .extracting(DraftFinding::element)
                .containsExactly("Podmiot2/JST", "Podmiot2/GV");

        InvoiceDraft draft = builder.thirdParty(ThirdParty.of(
                                ThirdParty.Role.LOCAL_GOVERNMENT_RECIPIENT,
                                TaxId.internal("1111111111-12345"),
                                "Szkoła nr 1")
                        .address(Built.WARSAW))
                .thirdParty(ThirdParty.of(ThirdParty.Role.VAT_GROUP_RECIPIENT, TaxId.nip("2222222222"), "Spółka"))
                .thirdParty(ThirdParty.of("Konsorcjant", TaxId.none(), "Ktoś").share(amount("12.5")))
                .build();
        sound(draft);
        assertThat(draft.invoice().podmiot2().jst()).isEqualTo(Podmiot2.JST._1);
        assertThat(draft.invoice().podmiot3()).hasSize(3);
    }

    @Test
    void buyer_internalIdentifier_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Buyer.of(TaxId.internal("1111111111-12345"), "Szkoła", Built.WARSAW))
                .withMessageContaining("the unit as a third party");
    }

    @Test
    void simplified_hasABuyerWithoutName_andALimit() {
        SaleBuilder builder = filled(Invoice.simplified())
                .buyer(Buyer.of(TaxId.nip("1111111111")))
                .line(Line.grossValue("paliwo", amount("450.00"), VatRate.P23));

        Fa fa = sound(builder.build());
        assertThat(fa.rodzajFaktury()).isEqualTo(TRodzajFaktury.UPR);
        assertThat(fa.p_14_1()).isEqualTo("84.15");
        assertThat(fa.p_13_1()).isEqualTo("365.85");
        assertThat(fa.faWiersz().get(0).p_8B()).isNull();

        InvoiceDraft more = builder.line(Line.grossValue("kawa", amount("0.01"), VatRate.P23))
                .build();
        assertThat(more.findings()).extracting(DraftFinding::element).containsExactly("P_15");
    }

    @Test
    void margin_namedWithoutSuchASale_isAFinding() {
        assertThat(filled(Invoice.vat())
                        .line("a", 1, "1", VatRate.P23)
                        .margin(MarginScheme.TRAVEL)
                        .build()
                        .findings())
                .extracting(DraftFinding::element)
                .containsExactly("Adnotacje/PMarzy");
    }

    @Test
    void lineWithAValue_changedFurther_keepsIt() {
        Line line = Line.net("a", amount("3"), amount("10"), VatRate.P23)
                .value(amount("29.99"))
                .unit("kg")
                .gtin("1");

        assertThat(line.value()).isEqualTo("29.99");
    }

    @Test
    void vatOfLines_byLineWhereNoneIsTaxed_isNotShown() {
        Fa fa = sound(filled(Invoice.vat())
                .rounding(Rounding.BY_LINE)
                .line("a", 1, "1", VatRate.ZERO)
                .line("b", 1, "1", VatRate.P23)
                .build());

        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::p_11Vat).containsExactly(null, amount("0.23"));
    }

    @Test
    void exchangeRateOfTheInvoice_standsOnLinesWithVatOnly() {
        Fa fa = sound(filled(Invoice.vat())
                .currency(TKodWaluty.EUR, amount("4.5"))
                .line("a", 1, "1", VatRate.ZERO)
                .line("b", 1, "1", VatRate.P23)
                .build());

        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::kursWaluty).containsExactly(null, amount("4.5"));
    }

    @Test
    void splitPayment_limit_isInZlotyAndExclusive() {
        Line steel = Line.netValue("stal", amount("15000"), VatRate.ZERO).annex15();
        sound(filled(Invoice.vat()).line(steel).build());

        SaleBuilder inEuro = filled(Invoice.vat())
                .currency(TKodWaluty.EUR, amount("4"))
                .line(Line.netValue("stal", amount("3750.01"), VatRate.ZERO).annex15());
        assertThat(inEuro.build().findings()).extracting(DraftFinding::element).containsExactly("Adnotacje/P_18A");
    }

    @Test
    void triangular_setsThePrefixOfTheSeller() {
        InvoiceDraft draft = filled(Invoice.vat())
                .buyer(german())
                .line("a", 1, "1", VatRate.OUTSIDE_POLAND)
                .triangular()
                .build();

        sound(draft);
        assertThat(draft.invoice().podmiot1().prefiksPodatnika()).isTrue();
    }

    @Test
    void intraCommunity_polishNumberInTheUnion_isAFinding() {
        assertThat(filled(Invoice.vat())
                        .buyer(Buyer.of(TaxId.inUnion(TKodyKrajowUE.PL, "1111111111"), "Jan", Built.WARSAW))
                        .line("a", 1, "1", VatRate.INTRA_COMMUNITY_SUPPLY)
                        .build()
                        .findings())
                .extracting(DraftFinding::element)
                .containsExactly("Podmiot2/DaneIdentyfikacyjne");
    }

    @Test
    void oneStopShop_anyPercentTo100_isARate_writtenInAnyWay() {
        Fa fa = sound(filled(Invoice.vat())
                .line("a", 1, "0.02", VatRate.oneStopShop(amount("25")))
                .line("b", 1, "0.02", VatRate.oneStopShop(amount("25.00")))
                .line("c", 1, "1", VatRate.oneStopShop(amount("100")))
                .line("d", 1, "1", VatRate.oneStopShop(amount("0")))
                .build());

        // 25 % of 0.04, and not twice that of 0.02
        assertThat(fa.p_14_5()).isEqualTo("1.01");
        assertThat(fa.p_13_5()).isEqualTo("2.04");
        assertThatIllegalArgumentException().isThrownBy(() -> VatRate.oneStopShop(amount("-1")));
    }

    private static Buyer german() {
        return Buyer.of(
                TaxId.inUnion(TKodyKrajowUE.DE, "999999999"),
                "Kunde GmbH",
                Address.of(TKodKraju.DE, "Hauptstraße 1", "10115 Berlin"));
    }
}
