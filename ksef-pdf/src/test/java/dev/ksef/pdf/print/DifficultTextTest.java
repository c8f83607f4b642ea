package dev.ksef.pdf.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.pdf.sheet.Block;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Cards;
import dev.ksef.pdf.sheet.Cell;
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
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hard to set, wherever it stands. */
class DifficultTextTest {

    private static final String AMOUNT = "1\u00A0234\u00A0567,89";

    static Stream<String> longTexts() {
        return Stream.of(
                "W".repeat(512),
                "i".repeat(512),
                "x".repeat(255) + " " + "Ż".repeat(256),
                "https://example.com/" + "a-b_c/".repeat(80),
                "Zażółć gęślą jaźń ".repeat(195).strip(),
                "ab\u00A0".repeat(170) + "z",
                "a\u200Bb".repeat(100),
                "-".repeat(300),
                // Unicode lets no line begin with such marks, or end with them, even if a space is there.
                ("x".repeat(41) + " " + "!".repeat(150) + " ").repeat(3).strip(),
                ("x".repeat(37) + " " + "/".repeat(90) + " ").repeat(3).strip(),
                ("(".repeat(93) + " " + "y".repeat(41) + " ").repeat(3).strip(),
                ("\"".repeat(93) + " " + "[".repeat(51) + " ").repeat(3).strip(),
                ("\u2014".repeat(53) + " " + "\u2014".repeat(41) + " ")
                        .repeat(3)
                        .strip(),
                ("\u00BF".repeat(93) + "  " + "\u2026".repeat(51) + "\u2003")
                        .repeat(3)
                        .strip(),
                ("x".repeat(41) + "\u2003" + "y".repeat(97) + "\u205F" + "z".repeat(33) + "\u2009")
                        .repeat(3)
                        .strip(),
                "a\u2003b\u2009c\u205Fd\u1680e\u3000f\u202Fg".repeat(40),
                "wers\nwers\r\nwers\rwers\n\n\nwers");
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void longText_staysWithinItsPlace(String text) throws Exception {
        assertReadBack(everywhere(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12, 20})
    void table_ofAnyWidth_staysOnThePage(int columns) throws Exception {
        for (boolean wide : new boolean[] {false, true}) {
            assertReadBack(Sheets.of(wide, table(columns, "Nazwisko i adres odbiorcy", "12,50")));
            assertReadBack(Sheets.of(wide, table(columns, "Konstantynopolitańczykowianeczka", AMOUNT)));
            assertReadBack(Sheets.of(wide, table(columns, "", "")));
        }
    }

    @Test
    void wideNumbers_areNotBroken_whereTheyFit() throws Exception {
        String number = "-123\u00A0456\u00A0789\u00A0012\u00A0345,67";
        assertReadBack(Sheets.of(false, table(4, "x", number)));
        ReadPdf read = ReadPdf.of(new Setting().pdf(Sheets.of(false, numbers(number))));
        List<Float> lines = read.glyphs().stream()
                .filter(glyph ->
                        glyph.text().matches("[0-9]") && glyph.y() > 100 && glyph.y() < glyph.pageHeight() - 60)
                .map(ReadPdf.Glyph::y)
                .distinct()
                .toList();
        assertThat(lines).as("baselines of a row of five wide numbers").hasSize(1);
    }

    @Test
    void widerNumbersThanThePage_areBroken() throws Exception {
        assertReadBack(Sheets.of(false, numbers("9".repeat(120))));
    }

    @Test
    void manyTables_standUnderEachOther() throws Exception {
        Block[] tables = IntStream.range(0, 200)
                .mapToObj(i -> table(1 + i % 20, "tabela " + i, "" + i))
                .toArray(Block[]::new);
        assertReadBack(Sheets.of(true, tables));
    }

    @Test
    void emptyValues_leaveNoHole() throws Exception {
        assertReadBack(everywhere(""));
        assertReadBack(new Sheet(
                "pl",
                "",
                Instant.EPOCH,
                new Sheet.PageWords("", ""),
                new Head(new Label("", null), "", null, List.of()),
                List.of(new Part(false, List.of()), new Part(true, List.of(new Section(null, List.of()))))));
    }

    static Stream<String> oddTexts() {
        return Stream.of(
                "emoji \uD83D\uDE00 i rodzina \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "matematyka \uD835\uDD38\uD835\uDD39",
                "汉字漢字かなカナ한글",
                "عربى עברית",
                "obrót \u202Etxt.exe\u202C i \u2066izolacja\u2069 \u200E\u200F",
                "e\u0301 z\u0307 o\u0328 a\u0323\u0302",
                "mięk\u00ADki my\u00ADślnik",
                "znaki \t tabulacji i \u0085 następny wiersz \u2028 linia \u2029 akapit",
                "\uFEFFznacznik \uFFFE\uFFFF\uFDD0 nieznaki \uE000 prywatny",
                "ﬁ ﬂ Ǆ ß İ ı \u1E9E ½ № ™ € ₿",
                "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C",
                "\u200Czero\u200Dszerokości\u2060\u180E",
                "<b>&amp;</b> ]]> <!-- --> <?x?> {@x} \"'");
    }

    @ParameterizedTest
    @MethodSource("oddTexts")
    void amountsBehindOddCharacters_areRight(String text) throws Exception {
        var setting = new Setting();
        Sheet sheet = Sheets.of(false, table(3, text, AMOUNT), new Paragraph(text + " kwota " + AMOUNT));
        ReadPdf read = ReadPdf.of(setting.pdf(sheet));
        assertThat(setting.complaints()).isEmpty();
        String flow = read.flow();
        assertThat(flow).contains("kwota" + ReadPdf.withoutSpace(AMOUNT));
        assertThat(flow.split("1234567,89", -1))
                .as("what stands around two amounts")
                .hasSize(3);
        assertThat(flow).doesNotContain("\u202E", "\u2066", "\u200F", "\u00AD", "\u2028");
        // Latin letters between odd ones are what they were.
        for (String word : text.split("[^a-zA-Zżółęśń\u0300-\u036F]+")) {
            assertThat(flow).contains(Normalizer.normalize(word, Normalizer.Form.NFC));
        }
        Placement.assertWithinMargins(read);
    }

    @Test
    void charactersThatCannotBeShown_areReplacedVisibly() {
        assertThat(ShownText.onPaper("a\uD83D\uDE00b汉c\u202Ed\u00ADe\u0007f")).isEqualTo("a�b�c�d�e�f");
        assertThat(ShownText.onPaper("lone \uD83D surrogate \uDE00")).isEqualTo("lone � surrogate �");
        assertThat(ShownText.onScreen("a\uD83D\uDE00b汉c\u202Ed")).isEqualTo("a\uD83D\uDE00b汉c�d");
        assertThat(ShownText.onScreen("lone \uD83D surrogate \uDE00")).isEqualTo("lone � surrogate �");
        assertThat(ShownText.onPaper("z\u0307o\u0301")).isEqualTo("żó");
    }

    @Test
    void markup_staysTextInHtml() throws Exception {
        String hostile =
                "<script>alert(1)</script> ]]> &lt; \" ' --> </title> </style> <img src=x onerror=alert(1)> javascript:x";
        String page = new HtmlPrinter(Brand.USUAL).html(everywhere(hostile));
        assertThat(page).doesNotContain("<script", "<img src=x", "</title> </style>");
        assertThat(page.split("&lt;script&gt;", -1)).hasSizeGreaterThan(8);
        assertThat(page.split("</title>", -1)).hasSize(2);
        assertThat(page.split("</style>", -1)).hasSize(2);
    }

    @Test
    void moreRowsThanAnybodyPrints_areRefused() {
        Row row = new Row(Row.Kind.USUAL, List.of(Cell.EMPTY));
        Sheet sheet = Sheets.of(
                false, new Table(List.of(Column.words(new Label("a", null))), Collections.nCopies(20_000, row)));
        assertThatThrownBy(() -> new Setting().pdf(sheet))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20001 rows")
                .hasMessageContaining("HTML");
    }

    private static void assertReadBack(Sheet sheet) throws Exception {
        var setting = new Setting();
        ReadPdf read = ReadPdf.of(setting.pdf(sheet));
        assertThat(setting.complaints()).as("what FOP complains of").isEmpty();
        Placement.assertWithinMargins(read);
        Placement.assertNothingOverOther(read);
        String flow = read.flow();
        assertThat(Setting.texts(sheet).stream().filter(text -> !flow.contains(text)))
                .as("what cannot be read")
                .isEmpty();
    }

    private static Sheet everywhere(String text) {
        Label label = new Label("Nazwa", null);
        Fact fact = Fact.of(label, text);
        return new Sheet(
                "pl",
                text,
                Instant.EPOCH,
                new Sheet.PageWords("Strona", "z"),
                new Head(label, text, fact, List.of(fact, fact, fact, fact, fact)),
                List.of(new Part(false, sections(text, label, fact)), new Part(true, sections(text, label, fact))));
    }

    private static List<Section> sections(String text, Label label, Fact fact) {
        return List.of(new Section(
                label,
                List.of(
                        new Cards(List.of(
                                new Card(label, text, List.of(text, text), List.of(fact)),
                                new Card(label, null, List.of(text), List.of(fact, fact)))),
                        new Facts(List.of(fact, Fact.of(label, "krótki"), Fact.of(label, "krótki"), fact, fact)),
                        new Paragraph(text),
                        new Subheading(text),
                        table(5, text, AMOUNT),
                        new Total(label, AMOUNT + " PLN"))));
    }

    private static Table numbers(String number) {
        return new Table(
                Collections.nCopies(5, Column.numbers(new Label("Kwota", null))),
                List.of(new Row(Row.Kind.USUAL, Collections.nCopies(5, Cell.of(number)))));
    }

    /** Every third column has numbers. */
    private static Table table(int columns, String words, String number) {
        var heads = new ArrayList<Column>();
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < columns; i++) {
            boolean numbers = i % 3 == 2;
            Label label = new Label("Kolumna " + i, null);
            heads.add(numbers ? Column.numbers(label) : Column.words(label));
            cells.add(numbers ? Cell.of(number) : new Cell(words, i == 0 ? words : null));
        }
        return new Table(
                heads,
                List.of(
                        new Row(Row.Kind.USUAL, cells),
                        new Row(Row.Kind.BEFORE, Collections.nCopies(columns, Cell.EMPTY)),
                        new Row(Row.Kind.SUM, Collections.nCopies(columns, Cell.EMPTY))));
    }
}
