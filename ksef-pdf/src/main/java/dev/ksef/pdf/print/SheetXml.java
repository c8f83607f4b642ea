package dev.ksef.pdf.print;

import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Cards;
import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Code;
import dev.ksef.pdf.sheet.Codes;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Facts;
import dev.ksef.pdf.sheet.Head;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Paragraph;
import dev.ksef.pdf.sheet.Part;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Section;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Subheading;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.sheet.Total;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** The XML that the stylesheets read: a sheet with all sizes settled, so that stylesheets compute nothing. */
final class SheetXml {

    /** The side of a QR code's module, 0.68 mm. Codes of very long links have smaller ones, rather than that they leave the page. */
    private static final double MODULE = 0.68 * Page.POINTS_PER_MM;

    private final XmlEvents xml;
    private final Medium medium;
    private final Brand brand;
    private double room = Page.UPRIGHT_ROOM;
    private boolean wide;

    /** How many rows of tables stand on the pages since the last that had to be begun. */
    private int rows;

    private SheetXml(ContentHandler handler, Medium medium, Brand brand) {
        this.xml = new XmlEvents(handler);
        this.medium = medium;
        this.brand = brand;
    }

    /** Sends a sheet to a handler as one document. */
    static void send(Sheet sheet, Medium medium, Brand brand, ContentHandler handler) throws SAXException {
        handler.startDocument();
        new SheetXml(handler, medium, brand).sheet(sheet);
        handler.endDocument();
    }

    private void sheet(Sheet sheet) throws SAXException {
        xml.start(
                "sheet",
                "language",
                sheet.language(),
                "title",
                medium.text(sheet.title(), Typeface.REGULAR, 1, Double.MAX_VALUE),
                "accent",
                brand.accentHex(),
                "logo",
                brand.logoUri(),
                "page",
                sheet.pageOf().page(),
                "of",
                sheet.pageOf().of());
        head(sheet.head());
        for (Part part : sheet.parts()) {
            part(part);
        }
        xml.end("sheet");
    }

    private void head(Head head) throws SAXException {
        double half = Page.half(room);
        xml.start("head", "running", running(head));
        label("kind", head.kind(), 10, half);
        xml.element("number", medium.text(head.number(), Typeface.BOLD, 16, half));
        if (head.mark() != null) {
            xml.start("mark");
            fact(head.mark(), half, half * Page.TEXT / Page.MARK);
            xml.end("mark");
        }
        double quarter = room / 4 - Page.GAP;
        for (Fact fact : head.facts()) {
            fact(fact, quarter, quarter);
        }
        xml.end("head");
    }

    /** What stands at the bottom of each page, on one line. */
    private String running(Head head) {
        String mark = head.mark() == null
                ? ""
                : " · " + String.join(" · ", head.mark().lines());
        String number = head.number().replaceAll("\\s+", " ");
        double space = Page.UPRIGHT_ROOM * Page.RUNNING_SHARE;
        return oneLine(oneLine(number, space - Typeface.REGULAR.width(mark, Page.SMALL)) + mark, space);
    }

    private String oneLine(String text, double space) {
        String shown = medium.text(text, Typeface.REGULAR, Page.SMALL, Double.MAX_VALUE);
        return ShownText.shortened(shown, Typeface.REGULAR, Page.SMALL, space);
    }

    private void part(Part part) throws SAXException {
        wide = part.wide();
        room = Page.room(wide);
        startPages();
        for (Section section : part.sections()) {
            xml.start("section");
            if (section.title() != null) {
                label("label", section.title(), 10, room);
            }
            for (Block block : section.blocks()) {
                block(block);
            }
            xml.end("section");
        }
        xml.end("part");
    }

    private void startPages() throws SAXException {
        rows = 0;
        xml.start("part", "wide", String.valueOf(wide));
    }

    private void block(Block block) throws SAXException {
        if (block instanceof Facts facts) {
            facts(facts.facts());
        } else if (block instanceof Cards cards) {
            cards(cards);
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Paragraph paragraph) {
            lines("paragraph", paragraph.text(), room);
        } else if (block instanceof Subheading subheading) {
            xml.element("subheading", medium.text(subheading.text(), Typeface.BOLD, Page.TEXT, room));
        } else if (block instanceof Total total) {
            xml.start("total");
            label("label", total.label(), Page.TEXT, Page.half(room));
            xml.element("amount", medium.text(total.amount(), Typeface.BOLD, 13, Page.half(room)));
            xml.end("total");
        } else if (block instanceof Codes codes) {
            codes(codes);
        }
    }

    /** Two beside each other where both are short; a long one has a row of its own. */
    private void facts(List<Fact> facts) throws SAXException {
        double half = Page.half(room);
        xml.start("facts");
        for (int i = 0; i < facts.size(); i++) {
            boolean two = i + 1 < facts.size() && isShort(facts.get(i), half) && isShort(facts.get(i + 1), half);
            xml.start("row", "of", two ? "two" : "one");
            if (two) {
                pair(facts.get(i), half);
                pair(facts.get(++i), half);
            } else {
                fact(facts.get(i), half * Page.NAME_SHARE, room - half * Page.NAME_SHARE);
            }
            xml.end("row");
        }
        xml.end("facts");
    }

    private void pair(Fact fact, double half) throws SAXException {
        fact(fact, half * Page.NAME_SHARE, half * (1 - Page.NAME_SHARE));
    }

    private static boolean isShort(Fact fact, double half) {
        return fact.lines().stream()
                .allMatch(line -> Typeface.REGULAR.width(line, Page.TEXT) <= half * (1 - Page.NAME_SHARE) - 4);
    }

    private void fact(Fact fact, double nameRoom, double valueRoom) throws SAXException {
        xml.start("fact");
        label("label", fact.label(), Page.TEXT, nameRoom - 4);
        for (String line : fact.lines()) {
            xml.element("line", medium.text(line, Typeface.BOLD, Page.TEXT, valueRoom - 4));
        }
        xml.end("fact");
    }

    private void cards(Cards cards) throws SAXException {
        double half = Page.half(room) - 10;
        xml.start("cards");
        for (Card card : cards.cards()) {
            xml.start("card");
            label("label", card.role(), Page.TEXT, half);
            if (card.name() != null) {
                xml.element("name", medium.text(card.name(), Typeface.BOLD, 10, half));
            }
            for (String line : card.lines()) {
                xml.element("line", medium.text(line, Typeface.REGULAR, Page.TEXT, half));
            }
            for (Fact fact : card.facts()) {
                fact(fact, half * Page.NAME_SHARE, half * (1 - Page.NAME_SHARE));
            }
            xml.end("card");
        }
        xml.end("cards");
    }

    private void table(Table table) throws SAXException {
        TableLayout layout = TableLayout.of(table, room);
        startTable(table, layout);
        for (Row row : table.rows()) {
            if (rows == medium.rowsAtOnce()) {
                xml.end("table");
                xml.end("section");
                xml.end("part");
                startPages();
                xml.start("section");
                startTable(table, layout);
            }
            row(row, table, layout);
            rows++;
        }
        xml.end("table");
    }

    private void startTable(Table table, TableLayout layout) throws SAXException {
        xml.start("table", "size", points(layout.size()), "small", points(layout.size() - 1));
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            xml.start("column", "width", points(layout.widths()[i]), "kind", kind(column));
            label("label", column.label(), layout.size(), layout.widths()[i] - 2 * TableLayout.PADDING);
            xml.end("column");
        }
    }

    private void row(Row row, Table table, TableLayout layout) throws SAXException {
        Typeface face = row.kind() == Row.Kind.SUM ? Typeface.BOLD : Typeface.REGULAR;
        xml.start("row", "kind", row.kind().name().toLowerCase(Locale.ROOT));
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            double inside = layout.widths()[i] - 2 * TableLayout.PADDING;
            xml.start("cell", "kind", kind(table.columns().get(i)));
            lines("text", medium.text(cell.text(), face, layout.size(), inside));
            if (cell.note() != null) {
                lines("note", medium.text(cell.note(), face, layout.size() - 1, inside));
            }
            xml.end("cell");
        }
        xml.end("row");
    }

    private static String kind(Column column) {
        return column.alignment().name().toLowerCase(Locale.ROOT);
    }

    private void codes(Codes codes) throws SAXException {
        double beside = Page.half(room) - 10;
        xml.start("codes");
        for (Code code : codes.codes()) {
            xml.start(
                    "code",
                    "image",
                    "data:image/png;base64," + Base64.getEncoder().encodeToString(code.png()),
                    "side",
                    points(Math.min(code.modules() * MODULE, beside)),
                    "link",
                    code.link().toString());
            label("label", code.title(), Page.TEXT, beside);
            xml.element("under", medium.text(code.label(), Typeface.BOLD, Page.TEXT, beside));
            xml.element("link", medium.text(code.link().toString(), Typeface.REGULAR, Page.SMALL, beside));
            xml.end("code");
        }
        xml.end("codes");
    }

    private void lines(String name, String text, double width) throws SAXException {
        lines(name, medium.text(text, Typeface.REGULAR, Page.TEXT, width));
    }

    /** Sends each line of a text as an element, since white space in XML says nothing. */
    private void lines(String name, String text) throws SAXException {
        for (String line : text.split("\r\n|\n|\r", -1)) {
            xml.element(name, line);
        }
    }

    /** A label can be the sender's words, too: those of attachments are. */
    private void label(String name, Label label, double size, double width) throws SAXException {
        xml.start(name);
        xml.element("first", medium.text(label.text(), Typeface.BOLD, size, width));
        if (label.second() != null) {
            xml.element("second", medium.text(label.second(), Typeface.REGULAR, size, width));
        }
        xml.end(name);
    }

    private static String points(double size) {
        return String.format(Locale.ROOT, "%.2fpt", size);
    }
}
