package dev.ksef.fa3;

import static dev.ksef.fa3.Built.amount;
import static dev.ksef.fa3.Built.filled;
import static dev.ksef.fa3.Built.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TGTU;
import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.code.TLadunek;
import dev.ksef.fa3.code.TOznaczenieProcedury;
import dev.ksef.fa3.code.TOznaczenieProceduryZ;
import dev.ksef.fa3.code.TRodzajTransportu;
import dev.ksef.fa3.code.TRolaPodmiotuUpowaznionego;
import dev.ksef.fa3.code.TStatusInfoPodatnika;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.field.DateTime;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.TaxId;
import dev.ksef.fa3.party.ThirdParty;
import dev.ksef.fa3.payment.BankAccount;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.payment.PaymentMethod;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Podmiot1;
import dev.ksef.fa3.schema.Podmiot2;
import dev.ksef.fa3.schema.Podmiot3;
import dev.ksef.fa3.schema.PodmiotUpowazniony;
import dev.ksef.fa3.schema.TAdres;
import dev.ksef.fa3.schema.TPodmiot1;
import dev.ksef.model.KsefNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said to a builder stands in the element that the schema has for it. */
class FieldsTest {

    private static final Address BERLIN = Address.of(TKodKraju.DE, "Hauptstraße 1", "10115 Berlin");

    @ParameterizedTest
    @EnumSource
    void authorized_inEachRole_isOnTheInvoice(TRolaPodmiotuUpowaznionego role) {
        PodmiotUpowazniony bailiff = PodmiotUpowazniony.builder()
                .daneIdentyfikacyjne(
                        TPodmiot1.builder().nip("2222222222").nazwa("Komornik").build())
                .adres(Built.WARSAW.element())
                .addDaneKontaktowe(PodmiotUpowazniony.DaneKontaktowe.builder()
                        .emailPU("a@b.pl")
                        .build())
                .rolaPU(role)
                .build();
        InvoiceDraft draft = sale().authorized(bailiff).build();

        sound(draft);
        assertThat(draft.invoice().podmiotUpowazniony()).isEqualTo(bailiff);
    }

    @Test
    void newVehicles_onALand_areMarkedAndDescribed() {
        var vehicles = Fa.Adnotacje.NoweSrodkiTransportu.builder()
                .p_22(true)
                .p_42_5(TWybor1_2._2)
                .addNowySrodekTransportu(Fa.Adnotacje.NoweSrodkiTransportu.NowySrodekTransportu.builder()
                        .p_22A(Built.DAY)
                        .p_NrWierszaNST(1)
                        .p_22BMK("Fabrykat")
                        .p_22B("500")
                        .p_22B1("WVWZZZ1JZXW000001")
                        .build())
                .build();
        Fa fa = sound(filled(Invoice.vat())
                .buyer(Buyer.of(TaxId.inUnion(TKodyKrajowUE.DE, "999999999"), "Kunde GmbH", BERLIN))
                .line("samochód", 1, "30000", VatRate.INTRA_COMMUNITY_SUPPLY)
                .newVehicles(vehicles)
                .build());

        assertThat(fa.adnotacje().noweSrodkiTransportu()).isEqualTo(vehicles);
    }

    @Test
    void transport_withACarrier_isAConditionOfTheSale() {
        var lorry = Fa.WarunkiTransakcji.Transport.builder()
                .rodzajTransportu(TRodzajTransportu._3)
                .przewoznik(Fa.WarunkiTransakcji.Transport.Przewoznik.builder()
                        .daneIdentyfikacyjne(Buyer.of(TaxId.nip("2222222222"), "Przewoźnik", Built.WARSAW)
                                .element()
                                .daneIdentyfikacyjne())
                        .adresPrzewoznika(Built.WARSAW.element())
                        .build())
                .opisLadunku(TLadunek._13)
                .dataGodzRozpTransportu(new DateTime("2026-02-15T10:00:00Z"))
                .dataGodzZakTransportu(new DateTime("2026-02-15T16:00:00Z"))
                .wysylkaZ(Built.WARSAW.element())
                .addWysylkaPrzez(Address.polish("Poznań").element())
                .wysylkaDo(BERLIN.element())
                .build();
        Fa fa = sound(sale().transport(lorry).transport(lorry).build());

        assertThat(fa.warunkiTransakcji().transport()).containsExactly(lorry, lorry);
    }

    @Test
    void contractCurrencyAndIntermediary_areConditionsOfTheSale() {
        Fa.WarunkiTransakcji terms = sound(filled(Invoice.vat())
                        .contractCurrency(TKodWaluty.EUR, amount("4.25"))
                        .intermediary()
                        .line("a", 1, "100", VatRate.P23)
                        .build())
                .warunkiTransakcji();

        assertThat(terms.walutaUmowna()).isEqualTo(TKodWaluty.EUR);
        assertThat(terms.kursUmowny()).isEqualTo("4.25");
        assertThat(terms.podmiotPosredniczacy()).isTrue();
    }

    @Test
    void contractCurrency_andIntermediary_whereTheyContradict_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Invoice.vat().contractCurrency(TKodWaluty.PLN, amount("1")))
                .withMessageContaining("converted to złoty");
        assertThatThrownBy(() -> Invoice.vat().contractCurrency(TKodWaluty.EUR, amount("0")))
                .hasMessageStartingWith("KursUmowny has to be above zero");
        assertThatThrownBy(() -> filled(Invoice.vat())
                        .currency(TKodWaluty.EUR, amount("4"))
                        .contractCurrency(TKodWaluty.EUR, amount("4"))
                        .triangular()
                        .intermediary()
                        .line("a", 1, "100", VatRate.P23)
                        .build())
                .hasMessageContaining("leave out currency or contractCurrency")
                .hasMessageContaining("call triangular or intermediary");
    }

    @Test
    void rightNumber_aloneIsACorrection() {
        Fa fa = sound(filled(Invoice.correction())
                .corrects(CorrectedInvoice.outsideKsef(Built.DAY, "FV/1"))
                .rightNumber("FV/2")
                .build());

        assertThat(fa.nrFaKorygowany()).isEqualTo("FV/2");
        assertThat(fa.daneFaKorygowanej().get(0).nrFaKorygowanej()).isEqualTo("FV/1");
        assertThat(fa.daneFaKorygowanej().get(0).nrKSeFN()).isTrue();
        assertThat(fa.p_15()).isEqualTo("0.00");
        assertThat(fa.przyczynaKorekty()).isNull();
    }

    @Test
    void correction_numbersGiven_standAndTheNextGoOnFromThem() {
        Line line = Line.net("a", amount("1"), amount("1"), VatRate.P23);
        Fa fa = sound(filled(Invoice.correction())
                .corrects(CorrectedInvoice.inKsef(
                        Built.DAY, "FV/1", new KsefNumber("9999999999-20230908-8BEF280C8D35-4D")))
                .reason("błąd")
                .discountedPeriod("luty 2026")
                .changed(7, line, line)
                .added(line)
                .build());

        assertThat(fa.faWiersz()).extracting(Fa.FaWiersz::nrWierszaFa).containsExactly(7L, 7L, 8L);
        assertThat(fa.przyczynaKorekty()).isEqualTo("błąd");
        assertThat(fa.okresFaKorygowanej()).isEqualTo("luty 2026");
        assertThat(fa.daneFaKorygowanej().get(0).nrKSeFFaKorygowanej())
                .isEqualTo("9999999999-20230908-8BEF280C8D35-4D");
    }

    @Test
    void order_ofAnInvoiceThatIsNoAdvance_isNotCorrected() {
        Line line = Line.net("a", amount("1"), amount("1"), VatRate.P23);
        assertThatThrownBy(() -> filled(Invoice.correction())
                        .corrects(CorrectedInvoice.outsideKsef(Built.DAY, "FV/1"))
                        .orderChanged(line, line)
                        .build())
                .hasMessageContaining("which is what Invoice.advanceCorrection is for");
    }

    @Test
    void advanceCorrection_inCurrency_hasBothExchangeRates() {
        Fa fa = sound(filled(Invoice.advanceCorrection())
                .corrects(CorrectedInvoice.outsideKsef(Built.DAY, "ZAL/1"))
                .currency(TKodWaluty.EUR, amount("4.5"))
                .amountBefore(amount("1230"), amount("4.4"))
                .changeNet(VatRate.P23, amount("-100"))
                .orderChanged(
                        Line.net("a", amount("2"), amount("2000"), VatRate.P23),
                        Line.net("a", amount("1"), amount("2000"), VatRate.P23))
                .orderValue(amount("2460"))
                .build());

        assertThat(fa.kursWalutyZ()).isEqualTo("4.5");
        assertThat(fa.p_15ZK()).isEqualTo("1230");
        assertThat(fa.kursWalutyZK()).isEqualTo("4.4");
        assertThat(fa.p_14_1W()).isEqualTo("-103.50");
        assertThat(fa.zamowienie().wartoscZamowienia()).isEqualTo("2460");
    }

    @Test
    void line_eachField_standsInItsElement() {
        Fa.FaWiersz line = sound(filled(Invoice.vat())
                        .line(described().supplied(Built.DAY).procedure(TOznaczenieProcedury.I_42))
                        .build())
                .faWiersz()
                .get(0);

        assertThat(line)
                .isEqualTo(Fa.FaWiersz.builder()
                        .nrWierszaFa(1)
                        .uu_ID("id")
                        .p_6A(Built.DAY)
                        .p_7("a")
                        .indeks("indeks")
                        .gtin("gtin")
                        .pkWiU("pkwiu")
                        .cn("cn")
                        .pkob("pkob")
                        .p_8A("kg")
                        .p_8B(amount("2"))
                        .p_9A(amount("10"))
                        .p_11(amount("20.00"))
                        .p_12(VatRate.P23.code())
                        .p_12_Zal_15(true)
                        .kwotaAkcyzy(amount("1"))
                        .gtu(TGTU.GTU_03)
                        .procedura(TOznaczenieProcedury.I_42)
                        .build());
    }

    @Test
    void lineOfAnOrder_eachField_standsInItsElement() {
        Fa.Zamowienie.ZamowienieWiersz line = sound(filled(Invoice.advance())
                        .orderLine(described().procedure(TOznaczenieProcedury.B_SPV))
                        .received(Built.DAY, amount("1"))
                        .build())
                .zamowienie()
                .zamowienieWiersz()
                .get(0);

        assertThat(line)
                .isEqualTo(Fa.Zamowienie.ZamowienieWiersz.builder()
                        .nrWierszaZam(1)
                        .uu_IDZ("id")
                        .p_7Z("a")
                        .indeksZ("indeks")
                        .gtinz("gtin")
                        .pkWiUZ("pkwiu")
                        .cnz("cn")
                        .pkobz("pkob")
                        .p_8AZ("kg")
                        .p_8BZ(amount("2"))
                        .p_9AZ(amount("10"))
                        .p_11NettoZ(amount("20.00"))
                        .p_11VatZ(amount("4.60"))
                        .p_12Z(VatRate.P23.code())
                        .p_12Z_Zal_15(true)
                        .kwotaAkcyzyZ(amount("1"))
                        .gtuz(TGTU.GTU_03)
                        .proceduraZ(TOznaczenieProceduryZ.B_SPV)
                        .build());
    }

    @Test
    void parties_eachField_standsInItsElement() {
        InvoiceDraft draft = sale().seller(Built.SELLER
                        .lettersTo(BERLIN.gln("5901234123457"))
                        .email("s@b.pl")
                        .phone("1")
                        .contact("t@b.pl", "2")
                        .eori("PL1")
                        .status(TStatusInfoPodatnika._2))
                .buyer(Built.BUYER
                        .lettersTo(BERLIN)
                        .email("s@b.pl")
                        .phone("1")
                        .contact("t@b.pl", "2")
                        .eori("PL2")
                        .customerNumber("K1")
                        .key("0001"))
                .thirdParty(ThirdParty.of(ThirdParty.Role.ADDITIONAL_BUYER, TaxId.nip("2222222222"), "Drugi")
                        .lettersTo(BERLIN)
                        .contact("u@b.pl", "3")
                        .eori("PL3")
                        .customerNumber("K2")
                        .share(amount("50"))
                        .key("0002"))
                .build();
        sound(draft);

        Podmiot1 seller = draft.invoice().podmiot1();
        assertThat(seller.adresKoresp())
                .isEqualTo(TAdres.builder()
                        .kodKraju(TKodKraju.DE)
                        .adresL1("Hauptstraße 1")
                        .adresL2("10115 Berlin")
                        .gln("5901234123457")
                        .build());
        assertThat(seller.daneKontaktowe())
                .containsExactly(
                        new Podmiot1.DaneKontaktowe("s@b.pl", null),
                        new Podmiot1.DaneKontaktowe(null, "1"),
                        new Podmiot1.DaneKontaktowe("t@b.pl", "2"));
        assertThat(seller.nrEORI()).isEqualTo("PL1");
        assertThat(seller.statusInfoPodatnika()).isEqualTo(TStatusInfoPodatnika._2);
        Podmiot2 buyer = draft.invoice().podmiot2();
        assertThat(buyer.adresKoresp()).isEqualTo(BERLIN.element());
        assertThat(buyer.daneKontaktowe()).hasSize(3);
        assertThat(buyer.nrEORI()).isEqualTo("PL2");
        assertThat(buyer.nrKlienta()).isEqualTo("K1");
        assertThat(buyer.idNabywcy()).isEqualTo("0001");
        Podmiot3 third = draft.invoice().podmiot3().get(0);
        assertThat(third.adresKoresp()).isEqualTo(BERLIN.element());
        assertThat(third.daneKontaktowe()).containsExactly(new Podmiot3.DaneKontaktowe("u@b.pl", "3"));
        assertThat(third.nrEORI()).isEqualTo("PL3");
        assertThat(third.nrKlienta()).isEqualTo("K2");
        assertThat(third.udzial()).isEqualTo("50");
        assertThat(third.idNabywcy()).isEqualTo("0002");
        assertThat(third.rola()).isEqualTo(ThirdParty.Role.ADDITIONAL_BUYER.code());
    }

    @ParameterizedTest
    @EnumSource
    void thirdParty_inEachRole_isValid(ThirdParty.Role role) {
        InvoiceDraft draft = sale().thirdParty(ThirdParty.of(role, TaxId.nip("2222222222"), "Ktoś"))
                .build();

        sound(draft);
        assertThat(draft.invoice().podmiot3().get(0).rola().text()).isEqualTo(String.valueOf(role.ordinal() + 1));
    }

    @ParameterizedTest
    @EnumSource
    void payment_byEachMethod_hasItsCode(PaymentMethod method) {
        Fa fa = sound(sale().payment(Payment.by(method)).build());

        assertThat(fa.platnosc().formaPlatnosci().text()).isEqualTo(String.valueOf(method.ordinal() + 1));
    }

    @Test
    void payment_eachField_standsInItsElement() {
        Fa.Platnosc payment = sound(sale().payment(Payment.transferTo(BankAccount.of("73111111111111111111111111"))
                                .due(Built.DAY)
                                .due(14, "dni", "dostawa")
                                .cashDiscount("7 dni", "2 %")
                                .link("https://pay.example.com/?IPKSeF=123abcABC1234", "123abcABC1234"))
                        .build())
                .platnosc();

        assertThat(payment.rachunekBankowy()).extracting("nrRB").containsExactly("73111111111111111111111111");
        assertThat(payment.terminPlatnosci().get(0).termin()).isEqualTo(Built.DAY);
        assertThat(payment.terminPlatnosci().get(1).terminOpis().ilosc()).isEqualTo(14);
        assertThat(payment.terminPlatnosci().get(1).terminOpis().jednostka()).isEqualTo("dni");
        assertThat(payment.terminPlatnosci().get(1).terminOpis().zdarzeniePoczatkowe())
                .isEqualTo("dostawa");
        assertThat(payment.skonto().warunkiSkonta()).isEqualTo("7 dni");
        assertThat(payment.skonto().wysokoscSkonta()).isEqualTo("2 %");
        assertThat(payment.linkDoPlatnosci()).isEqualTo("https://pay.example.com/?IPKSeF=123abcABC1234");
        assertThat(payment.ipkSeF()).isEqualTo("123abcABC1234");

        Fa.Platnosc parts = sound(
                        sale().payment(Payment.by(PaymentMethod.CARD).paidPart(amount("50"), Built.DAY.minusDays(1)))
                                .build())
                .platnosc();
        assertThat(parts.znacznikZaplatyCzesciowej()).isEqualTo(TWybor1_2._1);
        assertThat(parts.zaplataCzesciowa().get(0).kwotaZaplatyCzesciowej()).isEqualTo("50");
        assertThat(parts.zaplataCzesciowa().get(0).dataZaplatyCzesciowej()).isEqualTo(Built.DAY.minusDays(1));
        Fa.Platnosc last = sound(sale().payment(Payment.by(PaymentMethod.CARD).paidLastPart(amount("123"), Built.DAY))
                        .build())
                .platnosc();
        assertThat(last.znacznikZaplatyCzesciowej()).isEqualTo(TWybor1_2._2);
    }

    @Test
    void exemption_eachBasis_standsInItsElement() {
        assertThat(exempt().exemptByAct("a").build().invoice().fa().adnotacje().zwolnienie())
                .isEqualTo(
                        Fa.Adnotacje.Zwolnienie.builder().p_19(true).p_19A("a").build());
        assertThat(exempt().exemptByDirective("b")
                        .build()
                        .invoice()
                        .fa()
                        .adnotacje()
                        .zwolnienie())
                .isEqualTo(
                        Fa.Adnotacje.Zwolnienie.builder().p_19(true).p_19B("b").build());
        assertThat(exempt().exemptByOther("c")
                        .build()
                        .invoice()
                        .fa()
                        .adnotacje()
                        .zwolnienie())
                .isEqualTo(
                        Fa.Adnotacje.Zwolnienie.builder().p_19(true).p_19C("c").build());
    }

    @Test
    void reverseChargeCalled_isMarkedWithoutALineThatDemandsIt() {
        Fa fa = sound(filled(Invoice.vat())
                .line("usługa", 1, "100", VatRate.OUTSIDE_POLAND)
                .reverseCharge()
                .issued(Built.DAY, "Warszawa")
                .build());

        assertThat(fa.adnotacje().p_18()).isEqualTo(TWybor1_2._1);
        assertThat(fa.p_1M()).isEqualTo("Warszawa");
        assertThat(fa.p_13_8()).isEqualTo("100.00");
    }

    private static SaleBuilder exempt() {
        return filled(Invoice.vat()).line("a", 1, "1", VatRate.EXEMPT);
    }

    private static SaleBuilder sale() {
        return filled(Invoice.vat()).line("a", 1, "100", VatRate.P23);
    }

    private static Line described() {
        return Line.net("a", amount("2"), amount("10"), VatRate.P23)
                .unit("kg")
                .id("id")
                .index("indeks")
                .gtin("gtin")
                .pkwiu("pkwiu")
                .cn("cn")
                .pkob("pkob")
                .gtu(TGTU.GTU_03)
                .annex15()
                .excise(amount("1"));
    }
}
