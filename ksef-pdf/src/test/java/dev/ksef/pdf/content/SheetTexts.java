package dev.ksef.pdf.content;

import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Cards;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Codes;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Facts;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Paragraph;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Subheading;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.sheet.Total;
import java.util.ArrayList;
import java.util.List;

/** All texts of a sheet, as a reader sees them. */
final class SheetTexts {

    private final List<String> values = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    private SheetTexts() {}

    static SheetTexts of(Sheet sheet) {
        var texts = new SheetTexts();
        texts.label(sheet.head().kind());
        texts.values.add(sheet.head().number());
        if (sheet.head().mark() != null) {
            texts.fact(sheet.head().mark());
        }
        sheet.head().facts().forEach(texts::fact);
        sheet.parts().forEach(part -> part.sections().forEach(texts::section));
        return texts;
    }

    /** Values, and words that are one. */
    List<String> values() {
        return values;
    }

    /** Words that name something. */
    List<String> labels() {
        return labels;
    }

    private void section(Section section) {
        if (section.title() != null) {
            label(section.title());
        }
        section.blocks().forEach(this::block);
    }

    private void block(Block block) {
        if (block instanceof Cards cards) {
            cards.cards().forEach(this::card);
        } else if (block instanceof Facts facts) {
            facts.facts().forEach(this::fact);
        } else if (block instanceof Table table) {
            table.columns().forEach(column -> label(column.label()));
            table.rows().forEach(this::row);
        } else if (block instanceof Total total) {
            label(total.label());
            values.add(total.amount());
        } else if (block instanceof Paragraph paragraph) {
            values.add(paragraph.text());
        } else if (block instanceof Subheading heading) {
            values.add(heading.text());
        } else if (block instanceof Codes codes) {
            codes.codes().forEach(code -> {
                label(code.title());
                values.add(code.label());
            });
        }
    }

    private void card(Card card) {
        label(card.role());
        if (card.name() != null) {
            values.add(card.name());
        }
        values.addAll(card.lines());
        card.facts().forEach(this::fact);
    }

    private void fact(Fact fact) {
        label(fact.label());
        values.addAll(fact.lines());
    }

    private void row(Row row) {
        if (row.kind() != Row.Kind.DIFFERENCE) {
            row.cells().forEach(this::cell);
        }
    }

    private void cell(Cell cell) {
        values.add(cell.text());
        if (cell.note() != null) {
            values.add(cell.note());
        }
    }

    private void label(Label label) {
        labels.add(label.text());
        if (label.second() != null) {
            labels.add(label.second());
        }
    }
}
