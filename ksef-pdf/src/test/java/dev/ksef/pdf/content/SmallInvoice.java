package dev.ksef.pdf.content;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.field.DateTime;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.Podmiot1;
import dev.ksef.fa3.schema.Podmiot2;
import dev.ksef.fa3.schema.TAdres;
import dev.ksef.fa3.schema.TNaglowek;
import dev.ksef.fa3.schema.TPodmiot1;
import dev.ksef.fa3.schema.TPodmiot2;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Facts;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small invoice that tests add something to, and parts of its sheet. */
final class SmallInvoice {

    private SmallInvoice() {}

    static Faktura of(Fa.Builder body) {
        return Faktura.builder()
                .naglowek(TNaglowek.builder()
                        .dataWytworzeniaFa(new DateTime("2026-02-28T12:00:00Z"))
                        .build())
                .podmiot1(Podmiot1.builder()
                        .daneIdentyfikacyjne(new TPodmiot1("9999999999", "Kot sp. z o.o."))
                        .adres(TAdres.builder()
                                .kodKraju(TKodKraju.PL)
                                .adresL1("ul. Polna 1")
                                .build())
                        .build())
                .podmiot2(Podmiot2.builder()
                        .daneIdentyfikacyjne(TPodmiot2.builder().brakID(true).build())
                        .jst(Podmiot2.JST._2)
                        .gv(Podmiot2.GV._2)
                        .build())
                .fa(body.build())
                .build();
    }

    static Fa.Builder body(TRodzajFaktury kind) {
        return Fa.builder()
                .kodWaluty(TKodWaluty.PLN)
                .p_1(LocalDate.parse("2026-02-28"))
                .p_2("FV/1")
                .p_15(new BigDecimal("1234.5"))
                .adnotacje(annotations().build())
                .rodzajFaktury(kind);
    }

    static Fa.Adnotacje.Builder annotations() {
        return Fa.Adnotacje.builder()
                .p_16(TWybor1_2._2)
                .p_17(TWybor1_2._2)
                .p_18(TWybor1_2._2)
                .p_18A(TWybor1_2._2)
                .zwolnienie(Fa.Adnotacje.Zwolnienie.builder().p_19N(true).build())
                .noweSrodkiTransportu(
                        Fa.Adnotacje.NoweSrodkiTransportu.builder().p_22N(true).build())
                .p_23(TWybor1_2._2)
                .pMarzy(Fa.Adnotacje.PMarzy.builder().p_PMarzyN(true).build());
    }

    static Fa.FaWiersz.Builder line(long number, String quantity, String net) {
        return Fa.FaWiersz.builder()
                .nrWierszaFa(number)
                .p_7("Usługa")
                .p_8A("szt.")
                .p_8B(new BigDecimal(quantity))
                .p_11(new BigDecimal(net))
                .p_12(TStawkaPodatku._23);
    }

    static Fa.DaneFaKorygowanej.Builder corrected(int number) {
        return Fa.DaneFaKorygowanej.builder()
                .dataWystFaKorygowanej(LocalDate.parse("2026-01-02"))
                .nrFaKorygowanej("FV/0" + number)
                .nrKSeFN(true);
    }

    static Sheet sheet(Fa.Builder body) {
        return sheet(body, Language.POLISH);
    }

    static Sheet sheet(Fa.Builder body, Language language) {
        return InvoiceSheet.of(of(body), language, new Marking.None());
    }

    static Stream<Section> sections(Sheet sheet) {
        return sheet.parts().stream().flatMap(part -> part.sections().stream());
    }

    static <B extends Block> Stream<B> blocks(Sheet sheet, Class<B> kind) {
        return sections(sheet)
                .flatMap(section -> section.blocks().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    static Stream<Fact> facts(Sheet sheet) {
        return blocks(sheet, Facts.class).flatMap(facts -> facts.facts().stream());
    }

    /** A table as its rows: how each is set, and its cells. */
    static List<String> rows(Table table) {
        return table.rows().stream().map(SmallInvoice::row).toList();
    }

    private static String row(Row row) {
        return row.kind()
                + row.cells().stream()
                        .map(cell -> cell.note() == null ? cell.text() : cell.text() + "(" + cell.note() + ")")
                        .collect(Collectors.joining("|", "|", ""));
    }
}
