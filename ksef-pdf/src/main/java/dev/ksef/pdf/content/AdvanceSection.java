package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;

/** Payments that came before the sale, and the invoices of them. */
final class AdvanceSection {

    private AdvanceSection() {}

    static void add(Fa invoice, Words words, List<Section> sections) {
        var section = new SectionDraft(words.label("advance"));
        if (!invoice.zaliczkaCzesciowa().isEmpty()) {
            section.add(payments(invoice, words));
        }
        section.facts(new FactList(words)
                .lines(
                        "advance.invoicesInKsef",
                        invoice.fakturaZaliczkowa().stream()
                                .map(Fa.FakturaZaliczkowa::nrKSeFFaZaliczkowej)
                                .filter(number -> number != null)
                                .toList())
                .lines(
                        "advance.invoicesOutside",
                        invoice.fakturaZaliczkowa().stream()
                                .map(Fa.FakturaZaliczkowa::nrFaZaliczkowej)
                                .filter(number -> number != null)
                                .toList()));
        section.into(sections);
    }

    private static Table payments(Fa invoice, Words words) {
        boolean hasRates = invoice.zaliczkaCzesciowa().stream().anyMatch(payment -> payment.kursWalutyZW() != null);
        var columns = new ArrayList<>(
                List.of(Column.words(words.label("advance.date")), Column.numbers(words.label("advance.amount"))));
        if (hasRates) {
            columns.add(Column.numbers(words.label("exchangeRate")));
        }
        var rows = new ArrayList<Row>();
        for (Fa.ZaliczkaCzesciowa payment : invoice.zaliczkaCzesciowa()) {
            var cells = new ArrayList<>(List.of(
                    Cell.of(payment.p_6Z().toString()), Cell.of(words.numbers().money(payment.p_15Z()))));
            if (hasRates) {
                cells.add(
                        payment.kursWalutyZW() == null
                                ? Cell.EMPTY
                                : Cell.of(words.numbers().number(payment.kursWalutyZW())));
            }
            rows.add(new Row(Row.Kind.USUAL, cells));
        }
        return new Table(columns, rows);
    }
}
