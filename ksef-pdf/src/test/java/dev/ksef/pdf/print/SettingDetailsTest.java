package dev.ksef.pdf.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Code;
import dev.ksef.pdf.sheet.Codes;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Table;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.xmlgraphics.image.loader.cache.ImageCacheListener;
import org.apache.xmlgraphics.image.loader.cache.ImageKey;
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
    void longWordsInAHead_leaveTheOtherColumnsTheirRoom() {
        Table table = new Table(
                List.of(
                        Column.words(new Label("x".repeat(256), null)),
                        Column.numbers(new Label("ż".repeat(256), null)),
                        Column.words(NAME),
                        Column.numbers(NAME)),
                List.of(new Row(
                        Row.Kind.USUAL, List.of(Cell.EMPTY, Cell.EMPTY, Cell.of("papier"), Cell.of("1 234 567,89")))));
        TableLayout layout = TableLayout.of(table, 500);
        assertThat(layout.size()).isEqualTo(8);
        assertThat(layout.widths()[2]).isGreaterThan(widthOf("papier", layout));
        assertThat(layout.widths()[3]).isGreaterThan(widthOf("1 234 567,89", layout));
        assertThat(layout.widths()[0] + layout.widths()[1] + layout.widths()[2] + layout.widths()[3])
                .isBetween(499.9, 500.1);
    }

    @Test
    void numbersThatFitNoPage_leaveTheOtherColumnsTheirRoom() {
        Cell[] cells = {Cell.of("9".repeat(256)), Cell.of("papier"), Cell.of("8".repeat(90)), Cell.of("12,50")};
        Table table = new Table(
                List.of(Column.numbers(NAME), Column.words(NAME), Column.numbers(NAME), Column.numbers(NAME)),
                List.of(new Row(Row.Kind.USUAL, List.of(cells))));
        TableLayout layout = TableLayout.of(table, 300);
        double[] widths = layout.widths();
        assertThat(widths[1]).isGreaterThan(widthOf("papier", layout));
        assertThat(widths[3]).isGreaterThan(widthOf("12,50", layout));
        assertThat(widths[0]).isBetween(widths[2] - 0.1, widths[2] + 0.1);
        assertThat(widths[0] + widths[1] + widths[2] + widths[3]).isBetween(299.9, 300.1);
    }

    private static double widthOf(String text, TableLayout layout) {
        return Typeface.REGULAR.width(text, layout.size()) + 2 * TableLayout.PADDING;
    }

    @Test
    void longTable_beginsNewPages_onPaperOnly() throws Exception {
        Sheet sheet = Sheets.upright(numbersOf(1001));
        assertThat(rowsOfParts(sheet, Medium.PAPER)).containsExactly(500, 500, 1);
        assertThat(rowsOfParts(sheet, Medium.SCREEN)).containsExactly(1001);
    }

    @Test
    void code_isAsLargeAsScannersLike_butNotLargerThanItsPlace() throws Exception {
        double module = 0.68 * 72 / 25.4;
        assertThat(sideOfCode(100)).isBetween(100 * module - 0.01, 100 * module + 0.01);
        // A link that is signed with a key of 8192 bits.
        assertThat(sideOfCode(185)).isBetween(230.0, Page.UPRIGHT_ROOM / 2 - 10);
    }

    @Test
    void code_isReadOut_asTheLabelUnderIt() throws Exception {
        var code = new Code(NAME, URI.create("https://qr.ksef.mf.gov.pl/x"), "KODLABEL", png(), 40);
        byte[] pdf = new Setting().pdf(Sheets.upright(new Codes(List.of(code))));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(alternatives(document.getDocumentCatalog().getStructureTreeRoot()))
                    .contains("KODLABEL");
        }
    }

    private static List<String> alternatives(PDStructureNode node) {
        var found = new ArrayList<String>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                if ("Figure".equals(element.getStructureType())) {
                    found.add(element.getAlternateDescription());
                }
                found.addAll(alternatives(element));
            }
        }
        return found;
    }

    private static double sideOfCode(int modules) throws Exception {
        var code = new Code(NAME, URI.create("https://qr.ksef.mf.gov.pl/x"), "OFFLINE", new byte[1], modules);
        var sides = new ArrayList<String>();
        SheetXml.send(Sheets.upright(new Codes(List.of(code))), Medium.PAPER, Brand.USUAL, new DefaultHandler() {
            @Override
            public void startElement(String uri, String local, String name, Attributes attributes) {
                if (name.equals("code")) {
                    sides.add(attributes.getValue("side"));
                }
            }
        });
        assertThat(sides).hasSize(1).allMatch(side -> side.endsWith("pt"));
        return Double.parseDouble(sides.get(0).replace("pt", ""));
    }

    /** The images of an invoice are its own: what stays of each would be a lot after a million. */
    @Test
    void printer_forgetsImages() throws Exception {
        var seenAgain = new ArrayList<String>();
        var printer = new PdfPrinter(Brand.USUAL);
        printer.images().setCacheListener(new Remembered(seenAgain));
        var code = new Code(NAME, URI.create("https://qr.ksef.mf.gov.pl/x"), "OFFLINE", png(), 40);
        printer.pdf(Sheets.upright(new Codes(List.of(code))));
        int withinOne = seenAgain.size();
        printer.pdf(Sheets.upright(new Codes(List.of(code))));
        assertThat(seenAgain).hasSize(2 * withinOne);
    }

    private static byte[] png() throws Exception {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }

    /** Notes which images were still known. */
    private record Remembered(List<String> addresses) implements ImageCacheListener {

        @Override
        public void invalidHit(String uri) {}

        @Override
        public void cacheHitImageInfo(String uri) {
            addresses.add(uri);
        }

        @Override
        public void cacheMissImageInfo(String uri) {}

        @Override
        public void cacheHitImage(ImageKey key) {
            addresses.add(key.toString());
        }

        @Override
        public void cacheMissImage(ImageKey key) {}
    }

    @Test
    void differences_areColouredOnPaper() {
        var cells = List.of(Cell.of("a"));
        var usual = new Table(List.of(Column.words(NAME)), List.of(new Row(Row.Kind.USUAL, cells)));
        var difference = new Table(List.of(Column.words(NAME)), List.of(new Row(Row.Kind.DIFFERENCE, cells)));
        assertThat(yellowDots(usual)).isZero();
        assertThat(yellowDots(difference)).isPositive();
    }

    @Test
    void pdf_saysWhatMadeIt_andIsOfTheVersionOfItsStandard() {
        String pdf = new String(new Setting().pdf(Sheets.upright(numbersOf(1))), StandardCharsets.ISO_8859_1);
        assertThat(pdf).startsWith("%PDF-1.7");
        assertThat(pdf).contains("<pdf:Producer>ksef-pdf</pdf:Producer>");
    }

    @Test
    void numbers_standAtTheRight() {
        ReadPdf read = ReadPdf.of(new Setting().pdf(Sheets.upright(numbersOf(1))));
        assertThat(read.glyphs())
                .filteredOn(glyph -> glyph.text().equals("1")
                        && glyph.y() < glyph.pageHeight() / 2
                        && glyph.x() > glyph.pageWidth() * 0.9)
                .isNotEmpty();
    }

    private static long yellowDots(Block block) {
        var picture = ReadPdf.of(new Setting().pdf(Sheets.upright(block))).picture(0);
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .filter(dot -> (dot & 0xFFFFFF) == 0xFFF6DF)
                .count();
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
