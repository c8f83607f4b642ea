package dev.ksef.pdf.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Total;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sheets of the kinds of invoices are called, and their totals. */
class KindsTest {

    @ParameterizedTest
    @CsvSource({
        "VAT, Faktura, Kwota należności ogółem",
        "KOR, Faktura korygująca, Korekta kwoty należności ogółem",
        "ZAL, Faktura zaliczkowa, Otrzymana kwota zapłaty",
        "ROZ, Faktura rozliczeniowa, Kwota pozostała do zapłaty",
        "UPR, Faktura uproszczona, Kwota należności ogółem",
        "KOR_ZAL, Faktura korygująca fakturę zaliczkową, Korekta otrzymanej kwoty zapłaty",
        "KOR_ROZ, Faktura korygująca fakturę rozliczeniową, Korekta kwoty pozostałej do zapłaty"
    })
    void kind_isTold(TRodzajFaktury kind, String name, String total) {
        Sheet sheet = SmallInvoice.sheet(SmallInvoice.body(kind));
        assertThat(sheet.head().kind()).isEqualTo(new Label(name, null));
        assertThat(sheet.head().number()).isEqualTo("FV/1");
        assertThat(sheet.title()).isEqualTo(name + " FV/1");
        assertThat(total(sheet)).isEqualTo(new Total(new Label(total, null), "1\u00a0234,50\u00a0PLN"));
    }

    @ParameterizedTest
    @CsvSource({
        "VAT, Invoice, Total amount due",
        "KOR, Correcting invoice, Correction of the total amount due",
        "ZAL, Advance payment invoice, Payment received",
        "ROZ, Final settlement invoice, Amount left to pay",
        "UPR, Simplified invoice, Total amount due",
        "KOR_ZAL, Correction of an advance payment invoice, Correction of the payment received",
        "KOR_ROZ, Correction of a final settlement invoice, Correction of the amount left to pay"
    })
    void kind_isToldInEnglish(TRodzajFaktury kind, String name, String total) {
        Sheet sheet = SmallInvoice.sheet(SmallInvoice.body(kind), Language.ENGLISH);
        assertThat(sheet.language()).isEqualTo("en");
        assertThat(sheet.head().kind()).isEqualTo(new Label(name, null));
        assertThat(total(sheet)).isEqualTo(new Total(new Label(total, null), "1,234.50\u00a0PLN"));
    }

    @Test
    void bilingualSheet_hasBothWordsAndPolishNumbers() {
        Sheet sheet = SmallInvoice.sheet(SmallInvoice.body(TRodzajFaktury.VAT), Language.BILINGUAL);
        assertThat(sheet.language()).isEqualTo("pl");
        assertThat(sheet.pageOf()).isEqualTo(new Sheet.PageWords("Strona / Page", "/"));
        assertThat(sheet.head().kind()).isEqualTo(new Label("Faktura", "Invoice"));
        assertThat(total(sheet))
                .isEqualTo(
                        new Total(new Label("Kwota należności ogółem", "Total amount due"), "1\u00a0234,50\u00a0PLN"));
    }

    @ParameterizedTest
    @CsvSource({
        "VAT, Data dokonania lub zakończenia dostawy lub wykonania usługi",
        "KOR, Data dokonania lub zakończenia dostawy lub wykonania usługi",
        "ZAL, Data otrzymania zapłaty",
        "KOR_ZAL, Data otrzymania zapłaty"
    })
    void date_ofAnAdvance_isThatOfThePayment(TRodzajFaktury kind, String name) {
        Fa.Builder body = SmallInvoice.body(kind).p_6(LocalDate.parse("2026-02-27"));
        assertThat(SmallInvoice.sheet(body).head().facts())
                .filteredOn(fact -> fact.label().text().equals(name))
                .singleElement()
                .satisfies(fact -> assertThat(fact.lines()).containsExactly("2026-02-27"));
    }

    @ParameterizedTest
    @CsvSource({
        "KOR_ZAL, Kwota zapłaty przed korektą",
        "KOR_ROZ, Kwota pozostała do zapłaty przed korektą",
        "KOR, Kwota przed korektą"
    })
    void amountBefore_isNamedByTheKind(TRodzajFaktury kind, String name) {
        Fa.Builder body = SmallInvoice.body(kind)
                .addDaneFaKorygowanej(SmallInvoice.corrected(1).build())
                .p_15ZK(new BigDecimal("5"));
        assertThat(SmallInvoice.facts(SmallInvoice.sheet(body)))
                .filteredOn(fact -> fact.label().text().equals(name))
                .singleElement()
                .satisfies(fact -> assertThat(fact.lines()).containsExactly("5,00\u00a0PLN"));
    }

    @Test
    void sheet_wasMade_whenTheInvoiceWas() {
        assertThat(SmallInvoice.sheet(SmallInvoice.body(TRodzajFaktury.VAT)).made())
                .isEqualTo(Instant.parse("2026-02-28T12:00:00Z"));
    }

    private static Total total(Sheet sheet) {
        return SmallInvoice.blocks(sheet, Total.class).findFirst().orElseThrow();
    }
}
