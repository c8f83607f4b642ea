package dev.ksef.fa3.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.field.DateTime;
import dev.ksef.fa3.field.InvalidFieldException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A record that exists obeys the schema. */
class RecordsTest {

    @Test
    void wrongValues_areRefusedByTheNameOfTheElement_withoutTheValue() {
        assertRefused(
                () -> new TPodmiot1("0123456789", "Jan"),
                "TPodmiot1/NIP",
                "has to be a text that matches [1-9]((\\d[1-9])|([1-9]\\d))\\d{7}");
        assertRefused(
                () -> new TPodmiot1("9999999999", "x".repeat(513)), "TPodmiot1/Nazwa", "has to be 1 to 512 characters");
        assertRefused(() -> new TPodmiot1("9999999999", "  "), "TPodmiot1/Nazwa", "has to be 1 to 512 characters");
        assertRefused(
                () -> new TPodmiot1("9999999999", "a\u0001"),
                "TPodmiot1/Nazwa",
                "has a character that cannot stand in XML, at index 1");
        assertRefused(
                () -> new TPodmiot1("9999999999", "a\uD83D"),
                "TPodmiot1/Nazwa",
                "has a character that cannot stand in XML, at index 1");
        assertRefused(
                () -> SampleInvoice.body().p_1(LocalDate.of(2005, 12, 31)).build(),
                "Faktura/Fa/P_1",
                "has to be a date from 2006-01-01 to 2050-01-01");
        assertRefused(
                () -> new TNaglowek(new DateTime("2025-08-31T23:59:59Z"), null),
                "TNaglowek/DataWytworzeniaFa",
                "has to be a date and time from 2025-09-01T00:00:00Z to 2050-01-01T23:59:59Z");
        assertRefused(
                () -> SampleInvoice.line().toBuilder().nrWierszaFa(0).build(),
                "Faktura/Fa/FaWiersz/NrWierszaFa",
                "has to be a whole number from 1 to 99999999999999");
    }

    @Test
    void times_areInTheRangeWhateverTheirTimeZone() {
        String range = "has to be a date and time from 2025-09-01T00:00:00Z to 2050-01-01T23:59:59Z";
        for (String outside : List.of(
                "2050-01-02T00:00:00Z",
                "2050-01-01T23:59:59-01:00",
                "2050-01-01T10:00:00",
                "2025-09-01T00:00:00+01:00",
                "2025-09-01T13:59:59")) {
            assertRefused(() -> new TNaglowek(new DateTime(outside), null), "TNaglowek/DataWytworzeniaFa", range);
        }
        for (String inside : List.of("2050-01-01T23:59:59Z", "2050-01-01T09:59:59", "2025-09-01T14:00:00")) {
            assertThat(new TNaglowek(new DateTime(inside), null).dataWytworzeniaFa())
                    .hasToString(inside);
        }
    }

    @Test
    void amounts_withTooManyDigits_areRefused() {
        for (String amount : List.of("1.234", "1.000", "12345678901234567", "1E+30", "-0.001")) {
            assertRefused(
                    () -> SampleInvoice.body().p_15(new BigDecimal(amount)).build(),
                    "Faktura/Fa/P_15",
                    "has to be a number with at most 16 digits before the point and 2 after it");
        }
        assertRefused(
                () -> SampleInvoice.line().toBuilder()
                        .p_12_XII(new BigDecimal("100.01"))
                        .build(),
                "Faktura/Fa/FaWiersz/P_12_XII",
                "has to be a number from 0 to 100 with at most 6 digits after the point");
    }

    @Test
    void amounts_keepTheirScale() {
        for (String amount : List.of("1", "1.0", "1.50", "-0.01", "0", "0.00", "1234567890123456.78")) {
            assertThat(SampleInvoice.body().p_15(new BigDecimal(amount)).build().p_15())
                    .isEqualTo(new BigDecimal(amount));
        }
        assertThat(SampleInvoice.body().p_15(new BigDecimal("1E+3")).build().p_15())
                .isEqualTo(new BigDecimal("1000"));
        assertThat(SampleInvoice.line().toBuilder()
                        .p_12_XII(new BigDecimal("7.0000000"))
                        .build()
                        .p_12_XII())
                .isEqualTo(new BigDecimal("7.0000000"));
    }

    @Test
    void missingElements_areNamed() {
        assertRefused(() -> TAdres.builder().build(), "TAdres/KodKraju", "is missing");
        assertRefused(() -> new TPodmiot1(null, "Jan"), "TPodmiot1/NIP", "is missing");
        assertRefused(() -> Fa.FaWiersz.builder().build(), "Faktura/Fa/FaWiersz/NrWierszaFa", "is missing");
        assertRefused(
                () -> SampleInvoice.body()
                        .faWiersz(Collections.singletonList(null))
                        .build(),
                "Faktura/Fa/FaWiersz[1]",
                "is missing");
    }

    @Test
    void choices_areHeld() {
        assertRefused(
                () -> TPodmiot2.builder().build(),
                "TPodmiot2",
                "has to have one of NIP, KodUE with NrVatUE, KodKraju with NrID, BrakID");
        assertRefused(
                () -> TPodmiot2.builder().nip("9999999999").brakID(true).build(),
                "TPodmiot2",
                "may have only one of NIP, KodUE with NrVatUE, KodKraju with NrID, BrakID, not 2");
        assertRefused(
                () -> TPodmiot2.builder().kodKraju(TKodKraju.US).build(),
                "TPodmiot2/NrID",
                "is missing, although elements that need it are there");
        assertThat(TPodmiot2.builder().nrID("1").build().kodKraju()).isNull();
    }

    @Test
    void groups_areCompleteOrAbsent() {
        assertRefused(
                () -> SampleInvoice.body().p_14_1(null).build(),
                "Faktura/Fa/P_14_1",
                "is missing, although elements that need it are there");
        assertRefused(
                () -> SampleInvoice.body().przyczynaKorekty("x").build(),
                "Faktura/Fa/DaneFaKorygowanej",
                "is missing, although elements that need it are there");
        assertRefused(
                () -> Fa.Adnotacje.Zwolnienie.builder().p_19(true).build(),
                "Faktura/Fa/Adnotacje/Zwolnienie",
                "has to have one of P_19A, P_19B, P_19C");
        assertThat(SampleInvoice.body().p_13_1(null).p_14_1(null).build().p_13_1())
                .isNull();
    }

    @Test
    void lists_areBoundedAndCopied() {
        assertRefused(
                () -> SampleInvoice.body()
                        .faWiersz(Collections.nCopies(10_001, SampleInvoice.line()))
                        .build(),
                "Faktura/Fa/FaWiersz",
                "has to be there 0 to 10000 times, not 10001");
        assertRefused(
                () -> new Zalacznik(List.of()),
                "Faktura/Zalacznik/BlokDanych",
                "has to be there 1 to 1000 times, not 0");
        assertRefused(
                () -> new Zalacznik(null), "Faktura/Zalacznik/BlokDanych", "has to be a list, which may be empty");
        assertRefused(
                () -> SampleInvoice.body().wz(List.of("1", "")).build(),
                "Faktura/Fa/WZ[2]",
                "has to be 1 to 256 characters");

        var own = new ArrayList<>(List.of("1"));
        Fa made = SampleInvoice.body().wz(own).build();
        own.add("2");
        assertThat(made.wz()).containsExactly("1");
        assertThatThrownBy(() -> made.wz().add("3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void builders_fromARecord_changeACopy() {
        Fa made = SampleInvoice.body().build();
        Fa changed = made.toBuilder().addFaWiersz(SampleInvoice.line()).fp(true).build();
        assertThat(made.faWiersz()).hasSize(1);
        assertThat(changed.faWiersz()).hasSize(2);
        assertThat(made.toBuilder().build()).isEqualTo(made);
        assertThat(changed.adnotacje().p_16()).isEqualTo(TWybor1_2._2);
    }

    @Test
    void spaceThatDoesNotCount_isTakenAway() {
        assertThat(new TPodmiot1("9999999999", "\t Jan \n  Kowalski ").nazwa()).isEqualTo("Jan Kowalski");
        assertThat(new Stopka.Informacje(" a\n\tb ").stopkaFaktury()).isEqualTo(" a\n\tb ");
        assertThat(TPodmiot2.builder().nrID("\ta b\n").build().nrID()).isEqualTo(" a b ");
    }

    @Test
    void texts_showNamesAndNoContent() {
        assertThat(SampleInvoice.invoice()).hasToString("Faktura[Naglowek, Podmiot1, Podmiot2, Fa]");
        assertThat(SampleInvoice.body().addFaWiersz(SampleInvoice.line()).build())
                .hasToString("Fa[KodWaluty, P_1, P_2, P_13_1, P_14_1, P_15, Adnotacje, RodzajFaktury, FaWiersz x 2]");
        assertThat(TPodmiot2.builder().brakID(true).build()).hasToString("TPodmiot2[BrakID]");
    }

    private static void assertRefused(ThrowingCallable making, String path, String problem) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(InvalidFieldException.class, refused -> {
                    assertThat(refused.path()).isEqualTo(path);
                    assertThat(refused.problem()).isEqualTo(problem);
                })
                .hasMessage(path + " " + problem);
    }
}
