package dev.ksef.pdf.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Head;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Part;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Where words break, how wide columns are, and when pages begin. */
class SettingDetailsTest {

    private static final Label NAME = new Label("a", null);

    @Test
    void longWord_breaksBehindAMark_ifThatLeavesNoLargeHole() {
        String broken = ShownText.fitting("faktury@przedsiebiorstwo.example", Typeface.REGULAR, 10, 135);
        assertThat(broken).isEqualTo("faktury@przedsiebiorstwo.\u200Bexample");
        assertThat(ShownText.fitting("a.bbbbbbbbbbbbbbbbbbbb", Typeface.REGULAR, 10, 60))
                .doesNotStartWith("a.\u200B");
    }

    @Test
    void lettersOfATable_areAsLargeAsItsNumbersAllow() {
        double room = 400;
        double size = TableLayout.of(numbers(12, "1 234 567,89"), room).size();
        assertThat(size).isBetween(5.0, 7.5);
        double wide =
                TableLayout.of(numbers(12, "1 234 567,89"), widthAt(size + 0.5)).size();
        assertThat(wide).isEqualTo(size + 0.5);
    }

    private static double widthAt(double size) {
        return 12 * (Typeface.REGULAR.width("1 234 567,89", size) + 2 * TableLayout.PADDING + 0.5) + 0.01;
    }

    @Test
    void numbers_getAir_whereThereIsRoom() {
        Table table = new Table(
                List.of(Column.words(NAME), Column.numbers(NAME)),
                List.of(new Row(Row.Kind.USUAL, List.of(Cell.of("papier"), Cell.of("12,50")))));
        TableLayout layout = TableLayout.of(table, 500);
        double needed = Typeface.REGULAR.width("12,50", layout.size()) + 2 * TableLayout.PADDING + 0.5;
        assertThat(layout.widths()[1]).isBetween(needed + 20, needed + 25);
        assertThat(layout.widths()[0] + layout.widths()[1]).isBetween(499.9, 500.1);
    }

    @Test
    void longTable_beginsNewPages_onPaperOnly() throws Exception {
        Sheet sheet = new Sheet(
                "pl",
                "t",
                Instant.EPOCH,
                new Sheet.PageWords("Strona", "z"),
                new Head(NAME, "1", null, List.of()),
                List.of(new Part(false, List.of(new Section(NAME, List.of(numbersOf(1001)))))));
        assertThat(rowsOfParts(sheet, Medium.PAPER)).containsExactly(500, 500, 1);
        assertThat(rowsOfParts(sheet, Medium.SCREEN)).containsExactly(1001);
    }

    private static List<Integer> rowsOfParts(Sheet sheet, Medium medium) throws Exception {
        var rows = new ArrayList<Integer>();
        SheetXml.send(sheet, medium, Brand.USUAL, new DefaultHandler() {
            @Override
            public void startElement(String uri, String local, String name, Attributes attributes) {
                if (name.equals("part")) {
                    rows.add(0);
                } else if (name.equals("row")) {
                    rows.set(rows.size() - 1, rows.get(rows.size() - 1) + 1);
                }
            }
        });
        return rows;
    }

    private static Table numbersOf(int rows) {
        return new Table(
                List.of(Column.numbers(NAME)),
                Collections.nCopies(rows, new Row(Row.Kind.USUAL, List.of(Cell.of("1")))));
    }

    private static Table numbers(int columns, String number) {
        return new Table(
                Collections.nCopies(columns, Column.numbers(NAME)),
                List.of(new Row(Row.Kind.USUAL, Collections.nCopies(columns, Cell.of(number)))));
    }
}
