package dev.ksef.pdf.print;

import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Head;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Part;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Sheet;
import java.time.Instant;
import java.util.List;

/** Sheets of the invoice FV/1, with one section. */
final class Sheets {

    private Sheets() {}

    static Sheet upright(Block... blocks) {
        return of(false, blocks);
    }

    static Sheet of(boolean wide, Block... blocks) {
        return new Sheet(
                "pl",
                "Tytuł",
                Instant.EPOCH,
                new Sheet.PageWords("Strona", "z"),
                new Head(new Label("Faktura", null), "FV/1", null, List.of()),
                List.of(new Part(wide, List.of(new Section(new Label("Dział", null), List.of(blocks))))));
    }
}
