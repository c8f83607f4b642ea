package dev.ksef.fa3;

import static dev.ksef.fa3.Built.amount;
import static dev.ksef.fa3.Built.filled;
import static dev.ksef.fa3.Built.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.party.TaxId;
import dev.ksef.fa3.party.ThirdParty;
import dev.ksef.fa3.payment.BankAccount;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.payment.PaymentMethod;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.FakturaXml;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Builders refuse what is no invoice, say what is wrong, and adjust nothing. */
class BadInputTest {

    private static final String TWO_DECIMALS =
            "has to be a number with at most 16 digits before the point and 2 after it";

    /** Each way to give an amount, and the element that a refusal names. */
    private record AmountCall(String element, ThrowingCallable call) {
        @Override
        public String toString() {
            return element;
        }
    }

    private static Stream<AmountCall> calls(BigDecimal amount) {
        return Stream.of(
                new AmountCall("FaWiersz/P_11", () -> Line.netValue("a", amount, VatRate.P23)),
                new AmountCall("FaWiersz/P_11A", () -> Line.grossValue("a", amount, VatRate.P23)),
                new AmountCall("FaWiersz/P_11", () -> net().value(amount)),
                new AmountCall(
                        "FaWiersz/P_11A",
                        () -> Line.gross("a", amount("1"), amount("1"), VatRate.P23)
                                .value(amount)),
                new AmountCall("P_13_1", () -> Invoice.vat().netSum(VatRate.P23, amount)),
                new AmountCall("P_14_1", () -> Invoice.vat().vatSum(VatRate.P23, amount)),
                new AmountCall("P_14_1W", () -> Invoice.vat().vatSumInZloty(VatRate.P23, amount)),
                new AmountCall("P_15", () -> Invoice.vat().total(amount)),
                new AmountCall("Rozliczenie/DoZaplaty", () -> Invoice.vat().toPay(amount)),
                new AmountCall(
                        "Faktura/Fa/Rozliczenie/Obciazenia/Kwota",
                        () -> Invoice.vat().charge(amount, "a")),
                new AmountCall(
                        "Faktura/Fa/Rozliczenie/Odliczenia/Kwota",
                        () -> Invoice.vat().deduction(amount, "a")),
                new AmountCall("P_15Z", () -> Invoice.advance().received(Built.DAY, amount)),
                new AmountCall("P_15Z", () -> Invoice.advance().received(Built.DAY, amount, VatRate.P23)),
                new AmountCall(
                        "P_15Z", () -> Invoice.settlement().received(Built.DAY, amount, VatRate.P23, amount("4"))),
                new AmountCall(
                        "Zamowienie/WartoscZamowienia", () -> Invoice.advance().orderValue(amount)),
                new AmountCall("P_13_2", () -> Invoice.settlement().settled(VatRate.P8, amount, amount("1"))),
                new AmountCall("P_14_2", () -> Invoice.settlement().settled(VatRate.P8, amount("1"), amount)),
                new AmountCall("P_13_1", () -> Invoice.correction().changeNet(VatRate.P23, amount)),
                new AmountCall("P_13_1", () -> Invoice.correction().changeGross(VatRate.P23, amount)));
    }

    static Stream<AmountCall> tooExact() {
        return calls(amount("1.005"));
    }

    static Stream<AmountCall> tooLarge() {
        return calls(amount("12345678901234567"));
    }

    /** Their digits would fill the memory. */
    static Stream<AmountCall> beyondMemory() {
        return Stream.of(amount("1E+2000000000"), BigDecimal.valueOf(1, Integer.MIN_VALUE + 1))
                .flatMap(BadInputTest::calls);
    }

    static Stream<AmountCall> missing() {
        return calls(null);
    }

    @ParameterizedTest
    @MethodSource({"tooExact", "tooLarge", "beyondMemory"})
    void amounts_thatFa3CannotHold_areRefusedWhereTheyAreGiven(AmountCall one) {
        assertThatThrownBy(one.call())
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage(one.element() + " " + TWO_DECIMALS);
    }

    @ParameterizedTest
    @MethodSource("missing")
    void amounts_null_areRefusedByName(AmountCall one) {
        assertThatThrownBy(one.call())
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage(one.element() + " is missing");
    }

    /** A zero whose decimals would fill the memory, one decimal too many, and rates that no country has. */
    @ParameterizedTest
    @ValueSource(strings = {"0E-2000000000", "19.1234567", "1E-2000000000", "-1", "100.5"})
    void percentages_thatFa3CannotHold_areRefused(String digits) {
        BigDecimal percent = amount(digits);
        ThirdParty party = ThirdParty.of(ThirdParty.Role.ADDITIONAL_BUYER, TaxId.nip("1111111111"), "a");
        String problem = " has to be a number from 0 to 100 with at most 6 digits after the point";

        assertThatThrownBy(() -> VatRate.oneStopShop(percent))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("P_12_XII" + problem);
        assertThatThrownBy(() -> party.share(percent))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("Faktura/Podmiot3/Udzial" + problem);
    }

    static Stream<AmountCall> exchangeRates() {
        return Stream.of("0", "-4.2", "4.1234567", "1E+2000000000")
                .map(BigDecimal::new)
                .flatMap(rate -> Stream.of(
                        new AmountCall("KursWaluty", () -> Invoice.vat().currency(TKodWaluty.EUR, rate)),
                        new AmountCall("FaWiersz/KursWaluty", () -> net().exchangeRate(rate)),
                        new AmountCall(
                                "KursWalutyZW",
                                () -> Invoice.advance().received(Built.DAY, amount("1"), VatRate.P23, rate)),
                        new AmountCall(
                                "KursWalutyZK",
                                () -> Invoice.advanceCorrection().amountBefore(amount("1"), rate))));
    }

    @ParameterizedTest
    @MethodSource("exchangeRates")
    void exchangeRates_thatAreNone_areRefused(AmountCall one) {
        assertThatThrownBy(one.call())
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith(one.element() + " has to be ");
    }

    @Test
    void sums_withMoreDigitsThanFa3Holds_areRefused() {
        BigDecimal most = amount("9999999999999999.99");
        assertThatThrownBy(() -> sale().line(Line.netValue("b", most, VatRate.ZERO))
                        .line(Line.netValue("c", most, VatRate.ZERO))
                        .build())
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("Faktura/Fa/P_13_6_1 " + TWO_DECIMALS);

        Fa fa = sound(filled(Invoice.vat())
                .line(Line.netValue("b", most, VatRate.ZERO))
                .build());
        assertThat(fa.p_15()).isEqualTo(most);
    }

    @Test
    void quantitiesAndPrices_withTooManyDigits_areRefused() {
        assertThatThrownBy(() -> Line.net("a", amount("1.0000001"), amount("1"), VatRate.P23))
                .hasMessageContaining("P_8B")
                .hasMessageContaining("6 after it");
        assertThatThrownBy(() -> Line.net("a", amount("1"), amount("1.000000001"), VatRate.P23))
                .hasMessageContaining("P_9A");
        assertThatThrownBy(() -> Line.gross("a", amount("1"), amount("100000000000000"), VatRate.P23))
                .hasMessageContaining("P_9B")
                .hasMessageContaining("14 digits before the point");
        assertThatThrownBy(() -> Line.net("a", null, amount("1"), VatRate.P23)).hasMessage("quantity");
        assertThatThrownBy(() -> Line.net("a", amount("1"), null, VatRate.P23)).hasMessage("price");
        assertThatThrownBy(() -> Line.gross("a", null, amount("1"), VatRate.P23))
                .hasMessage("quantity");
        assertThatThrownBy(() -> Line.gross("a", amount("1"), null, VatRate.P23))
                .hasMessage("price");
    }

    @Test
    void quantityZero_isALineWorthNothing() {
        Fa fa = sound(sale().line("gratis", 0, "5", VatRate.P23).build());

        assertThat(fa.faWiersz().get(1).p_11()).isEqualTo("0.00");
        assertThat(fa.p_13_1()).isEqualTo("100.00");
    }

    @Test
    void saleBelowZero_isAFinding() {
        SaleBuilder builder = sale().line("rabat", 1, "-100", VatRate.P23);
        assertThat(builder.build().findings()).isEmpty();

        assertThat(builder.line("rabat", 1, "-0.01", VatRate.P23).build().findings())
                .extracting(DraftFinding::toString)
                .containsExactly("P_15 is below zero: what is given back belongs on a correction");
    }

    @Test
    void discount_onALineWithoutPrice_isRefused() {
        Line line = Line.netValue("a", amount("10"), VatRate.P23);
        assertThatThrownBy(() -> line.discount(amount("1"))).hasMessageContaining("make it by Line.net or Line.gross");
        assertThatThrownBy(() -> line.discountEach(amount("1"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> net().discount(null)).hasMessage("amount");
        assertThatThrownBy(() -> net().discount(amount("0.123456789"))).hasMessageContaining("P_10");
    }

    @Test
    void lines_moreThanFa3Holds_areRefused_andTenThousandAreTaken() {
        SaleBuilder builder = filled(Invoice.vat());
        Line line = Line.net("a", amount("1"), amount("0.01"), VatRate.P23);
        for (int i = 0; i < 10_000; i++) {
            builder.line(line);
        }
        Fa fa = sound(builder.build());
        assertThat(fa.p_13_1()).isEqualTo("100.00");
        assertThat(fa.p_14_1()).isEqualTo("23.00");

        for (int i = 0; i < 90_000; i++) {
            builder.line(line);
        }
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("Faktura/Fa/FaWiersz has to be there 0 to 10000 times, not 100000");
    }

    @Test
    void names_emptyTooLongOrWithControls_areRefused() {
        assertThatThrownBy(() -> Line.net("x".repeat(513), amount("1"), amount("1"), VatRate.P23))
                .hasMessage("Faktura/Fa/FaWiersz/P_7 has to be 1 to 512 characters");
        assertThatThrownBy(() -> Line.net("a\u0000b", amount("1"), amount("1"), VatRate.P23))
                .hasMessage("Faktura/Fa/FaWiersz/P_7 has a character that cannot stand in XML, at index 1");
        assertThatThrownBy(() -> Seller.of("9999999999", " ", Built.WARSAW)).hasMessageContaining("TPodmiot1/Nazwa");
        assertThatThrownBy(() -> sale().number("x".repeat(257)).build())
                .hasMessage("Faktura/Fa/P_2 has to be 1 to 256 characters");
        assertThatThrownBy(() -> sale().describe("a", "")).hasMessageContaining("TKluczWartosc/Wartosc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "0123456789", "99999999990", "999-999-99-99", "PL9999999999", "abcdefghij"})
    void nip_withoutTheShapeOfOne_isRefusedWithoutShowingIt(String nip) {
        assertThatThrownBy(() -> Seller.of(nip, "a", Built.WARSAW))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("TPodmiot1/NIP has to be a text that matches ");
        assertThatThrownBy(() -> Buyer.of(nip, "a", Built.WARSAW)).hasMessageStartingWith("TPodmiot3/NIP has to be ");
        assertThatThrownBy(() -> TaxId.internal(nip)).hasMessageStartingWith("TPodmiot3/IDWew has to be ");
    }

    @Test
    void account_ofAWrongLength_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> BankAccount.of("123456789"))
                .hasMessage("TRachunekBankowy/NrRB has to be 10 to 34 characters");
    }

    @Test
    void vatInZloty_onAnInvoiceInZloty_isRefused() {
        assertThatThrownBy(() -> sale().vatSumInZloty(VatRate.P23, amount("23")).build())
                .hasMessageContaining("call currency, or leave out vatSumInZloty");
    }

    @Test
    void currency_vatInZlotyOfOneRateOnly_isRefused() {
        SaleBuilder builder = sale().line("b", 1, "100", VatRate.P8)
                .currency(TKodWaluty.EUR)
                .vatSumInZloty(VatRate.P23, amount("100"));
        assertThatThrownBy(builder::build).hasMessageContaining("the exchange rate is missing");

        Fa fa = sound(builder.vatSumInZloty(VatRate.P8, amount("35")).build());
        assertThat(fa.p_14_2W()).isEqualTo("35");
    }

    @Test
    void currency_vatInZlotyGivenAndComputed_whereTheyDiffer_isAFinding() {
        InvoiceDraft draft = sale().line(
                        Line.net("b", amount("1"), amount("100"), VatRate.P8).exchangeRate(amount("4")))
                .currency(TKodWaluty.EUR, amount("4.5"))
                .vatSumInZloty(VatRate.P8, amount("31.99"))
                .build();

        assertThat(draft.findings())
                .containsExactly(
                        new DraftFinding("P_14_2W", "is not the computed sum", amount("31.99"), amount("32.00")));
        Fa fa = Built.valid(draft);
        assertThat(fa.p_14_1W()).isEqualTo("103.50");
        assertThat(fa.p_14_2W()).isEqualTo("31.99");
    }

    @Test
    void supply_onADayAndInAPeriod_isRefused() {
        assertThatThrownBy(() ->
                        sale().supplied(Built.DAY).period(Built.DAY, Built.DAY).build())
                .hasMessageContaining("call supplied or period, not both");
        assertThat(sound(sale().supplied(Built.DAY.minusDays(1)).build()).p_6()).isEqualTo(Built.DAY.minusDays(1));
    }

    @Test
    void simplified_inEuro_hasALimit() {
        SaleBuilder builder = filled(Invoice.simplified())
                .currency(TKodWaluty.EUR, amount("4.5"))
                .line(Line.grossValue("paliwo", amount("100.00"), VatRate.P23));
        sound(builder.build());

        assertThat(builder.line(Line.grossValue("kawa", amount("0.01"), VatRate.P23))
                        .build()
                        .findings())
                .extracting(DraftFinding::toString)
                .containsExactly("P_15 is above 100 euro, the most for a simplified invoice");
    }

    @Test
    void builder_changedAfterBuild_leavesWhatWasBuilt() {
        SaleBuilder builder = sale().charge(amount("1"), "a")
                .warehouseDocument("WZ/1")
                .contract(Built.DAY, "U/1")
                .footer("a")
                .describe("a", "b");
        InvoiceDraft first = builder.build();
        var before = first.invoice();
        byte[] written = FakturaXml.write(before).bytes();

        Fa second = sound(builder.line("b", 1, "50", VatRate.P8)
                .charge(amount("2"), "b")
                .deduction(amount("3"), "c")
                .warehouseDocument("WZ/2")
                .contract(Built.DAY, "U/2")
                .footer("b")
                .describe("c", "d")
                .selfBilling()
                .build());

        assertThat(FakturaXml.write(before).bytes()).isEqualTo(written);
        assertThat(before.fa().wz()).containsExactly("WZ/1");
        assertThat(before.fa().rozliczenie().doZaplaty()).isEqualTo("124.00");
        assertThat(second.wz()).containsExactly("WZ/1", "WZ/2");
        assertThat(second.rozliczenie().doZaplaty()).isEqualTo("177.00");
        assertThat(second.faWiersz()).hasSize(2);
    }

    @Test
    void builder_builtTwice_makesTheSame() {
        SaleBuilder builder = sale().charge(amount("1"), "a");

        assertThat(builder.build()).isEqualTo(builder.build());
    }

    @Test
    void line_changed_leavesTheOneItWasMadeOf() {
        Line line = net();
        Line other = line.discount(amount("1")).unit("kg").value(amount("5"));

        assertThat(line.value()).isEqualTo("1.00");
        assertThat(line.element().p_8A()).isNull();
        assertThat(other.element().p_10()).isEqualTo("1");
        // One line on two invoices has a number on each.
        Fa first = sound(filled(Invoice.vat()).line(line).build());
        Fa second = sound(sale().line(line).build());
        assertThat(first.faWiersz().get(0).nrWierszaFa()).isEqualTo(1);
        assertThat(second.faWiersz().get(1).nrWierszaFa()).isEqualTo(2);
    }

    private static SaleBuilder sale() {
        return filled(Invoice.vat()).line("a", 1, "100", VatRate.P23);
    }

    private static Line net() {
        return Line.net("a", amount("1"), amount("1"), VatRate.P23);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12,50", "NaN", "12.50 zł"})
    void price_thatIsNoNumber_saysHowOneIsWritten(String price) {
        assertThatThrownBy(() -> Invoice.vat().line("a", 1, price, VatRate.P23))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("The price has to be a number in digits with a point, such as 12.50");
    }

    @Test
    void created_beyondTheYearsOfXml_isRefusedByName() {
        assertThatThrownBy(() -> Invoice.vat().created(Instant.MAX))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("TNaglowek/DataWytworzeniaFa has to be a date and time");
    }

    @Test
    void currency_refused_leavesTheExchangeRate() {
        SaleBuilder builder =
                filled(Invoice.vat()).currency(TKodWaluty.EUR, amount("4")).line(net());

        assertThatThrownBy(() -> builder.currency(TKodWaluty.USD, amount("5")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sound(builder.build()).faWiersz().get(0).kursWaluty()).isEqualTo("4");
    }

    @Test
    void vatInZloty_ofWhatIsNotSold_isAFinding() {
        InvoiceDraft draft = filled(Invoice.vat())
                .currency(TKodWaluty.EUR, amount("4"))
                .line(net())
                .vatSumInZloty(VatRate.P8, amount("1"))
                .build();

        assertThat(draft.findings()).extracting(DraftFinding::element).containsExactly("P_14_2W");
    }

    @Test
    void elements_withNothingInThem_areRefused() {
        Seller seller = Built.SELLER;
        Buyer buyer = Built.BUYER;
        ThirdParty third = ThirdParty.of(ThirdParty.Role.PAYER, TaxId.none(), "a");

        assertThatIllegalArgumentException().isThrownBy(() -> Invoice.vat().contract(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Invoice.vat().order(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Invoice.vat().registers(null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> seller.contact(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> buyer.contact(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> third.contact(null, null));
        assertThat(third.contact("a@b", null).element().daneKontaktowe()).hasSize(1);
        assertThatNullPointerException()
                .isThrownBy(() -> Invoice.vat().footer(null))
                .withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> Payment.by(PaymentMethod.CASH).due(null))
                .withMessage("day");
        assertThatNullPointerException().isThrownBy(() -> seller.email(null)).withMessage("email");
        assertThatNullPointerException().isThrownBy(() -> buyer.phone(null)).withMessage("phone");
    }
}
