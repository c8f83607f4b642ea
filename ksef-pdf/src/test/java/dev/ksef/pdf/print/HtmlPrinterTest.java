package dev.ksef.pdf.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Code;
import dev.ksef.pdf.sheet.Codes;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Facts;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Table;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How pages of HTML are made. */
class HtmlPrinterTest {

    private static final Label LABEL = new Label("Nazwa", null);

    @Test
    void page_mayLoadNothing_andTellsNobodyWhereItIs() {
        assertThat(page(new Codes(List.of(new Code(LABEL, URI.create("https://qr/x"), "OFFLINE", new byte[1], 1)))))
                .contains(
                        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"",
                        "content=\"no-referrer\"",
                        "<a href=\"https://qr/x\" rel=\"noreferrer\">");
    }

    @Test
    void rowsAndCells_areNamedByTheirKind() {
        String page = page(new Table(
                List.of(Column.words(LABEL), Column.numbers(LABEL)),
                List.of(
                        new Row(Row.Kind.BEFORE, List.of(Cell.of("a"), Cell.of("1"))),
                        new Row(Row.Kind.DIFFERENCE, List.of(Cell.of("b"), Cell.of("2"))))));
        assertThat(page)
                .containsSubsequence(
                        "<tr class=\"before\"><td class=\"words\">",
                        "<td class=\"numbers\">",
                        "<tr class=\"difference\"><td class=\"words\">");
    }

    @Test
    void values_doNotTurnTheOrderOfOthersAround() {
        assertThat(page(new Facts(List.of(new Fact(LABEL, List.of("eins", "zwei"))))))
                .contains("<h1><bdi>FV/1</bdi></h1>", "<bdi>eins</bdi><br><bdi>zwei</bdi>");
    }

    private static String page(Block block) {
        return new HtmlPrinter(Brand.USUAL).html(Sheets.upright(block));
    }
}
