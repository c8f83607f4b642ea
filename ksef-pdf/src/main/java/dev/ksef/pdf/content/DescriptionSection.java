package dev.ksef.pdf.content;

import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.TKluczWartosc;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;

/** Descriptions for which the structure has no place of their own, and stock documents. */
final class DescriptionSection {

    private DescriptionSection() {}

    /** Adds the descriptions that stand next to no line. */
    static void add(Fa invoice, List<TKluczWartosc> descriptions, Words words, List<Section> sections) {
        var section = new SectionDraft(words.label("description"))
                .facts(new FactList(words).lines("description.stock", invoice.wz()));
        if (!descriptions.isEmpty()) {
            section.add(table(descriptions, words));
        }
        section.into(sections);
    }

    private static Table table(List<TKluczWartosc> descriptions, Words words) {
        boolean hasLines = descriptions.stream().anyMatch(one -> one.nrWiersza() != null);
        var columns = new ArrayList<Column>();
        if (hasLines) {
            columns.add(Column.numbers(words.label("description.line")));
        }
        columns.add(Column.words(words.label("description.key")));
        columns.add(Column.words(words.label("description.value")));
        var rows = new ArrayList<Row>();
        for (TKluczWartosc one : descriptions) {
            var cells = new ArrayList<Cell>();
            if (hasLines) {
                cells.add(one.nrWiersza() == null ? Cell.EMPTY : Cell.of(String.valueOf(one.nrWiersza())));
            }
            cells.add(Cell.of(one.klucz()));
            cells.add(Cell.of(one.wartosc()));
            rows.add(new Row(Row.Kind.USUAL, cells));
        }
        return new Table(columns, rows);
    }
}
