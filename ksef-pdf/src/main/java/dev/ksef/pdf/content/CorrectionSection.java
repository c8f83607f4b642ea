package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Words;
import java.util.List;

/** What a correction corrects, and why. */
final class CorrectionSection {

    /** So many corrected invoices are told as facts; more stand in a table. */
    private static final int MOST_AS_FACTS = 3;

    private CorrectionSection() {}

    static void add(Fa invoice, Words words, List<Section> sections) {
        List<Fa.DaneFaKorygowanej> corrected = invoice.daneFaKorygowanej();
        var facts = new FactList(words)
                .text("correction.reason", invoice.przyczynaKorekty())
                .code("correction.effect", "effect", invoice.typKorekty())
                .text("correction.period", invoice.okresFaKorygowanej())
                .text("correction.rightNumber", invoice.nrFaKorygowany());
        if (corrected.size() <= MOST_AS_FACTS) {
            corrected.forEach(one -> facts.lines("correction.invoice", lines(one, words)));
        }
        var section = new SectionDraft(words.label("correction")).facts(facts);
        if (corrected.size() > MOST_AS_FACTS) {
            section.add(table(corrected, words));
        }
        section.cards(PartyCards.before(invoice, words));
        section.into(sections);
    }

    private static List<String> lines(Fa.DaneFaKorygowanej one, Words words) {
        return List.of(
                one.nrFaKorygowanej(),
                words.named(
                        "correction.invoiceDate", one.dataWystFaKorygowanej().toString()),
                words.named("ksefNumber", ksefNumber(one, words)));
    }

    private static Table table(List<Fa.DaneFaKorygowanej> corrected, Words words) {
        List<Column> columns = List.of(
                Column.words(words.label("correction.invoice")),
                Column.words(words.label("correction.invoiceDate")),
                Column.words(words.label("ksefNumber")));
        List<Row> rows = corrected.stream()
                .map(one -> new Row(
                        Row.Kind.USUAL,
                        List.of(
                                Cell.of(one.nrFaKorygowanej()),
                                Cell.of(one.dataWystFaKorygowanej().toString()),
                                Cell.of(ksefNumber(one, words)))))
                .toList();
        return new Table(columns, rows);
    }

    private static String ksefNumber(Fa.DaneFaKorygowanej one, Words words) {
        return one.nrKSeFFaKorygowanej() == null ? words.text("outsideKsef") : one.nrKSeFFaKorygowanej();
    }
}
