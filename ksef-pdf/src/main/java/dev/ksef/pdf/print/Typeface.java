package dev.ksef.pdf.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** What a font of the module has, and how wide it is. */
final class Typeface {

    static final String REGULAR_FILE = "NotoSans-Regular.ttf";
    static final String BOLD_FILE = "NotoSans-Bold.ttf";

    static final Typeface REGULAR = read(REGULAR_FILE);
    static final Typeface BOLD = read(BOLD_FILE);

    private static final int CHARACTERS = Character.MAX_VALUE + 1;
    private static final short ABSENT = -1;
    private static final double UNITS = 1000;

    private final short[] widths;

    private Typeface(short[] widths) {
        this.widths = widths;
    }

    private static Typeface read(String file) {
        try (InputStream content = open(file);
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(content))) {
            return new Typeface(widths(font));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The font " + file + " of ksef-pdf cannot be read", unreadable);
        }
    }

    /** Opens one of the two files. */
    static InputStream open(String file) {
        return Objects.requireNonNull(Typeface.class.getResourceAsStream(file), file);
    }

    private static short[] widths(TrueTypeFont font) throws IOException {
        CmapLookup glyphs = font.getUnicodeCmapLookup();
        var widths = new short[CHARACTERS];
        for (int character = 0; character < CHARACTERS; character++) {
            int glyph = glyphs.getGlyphId(character);
            widths[character] = glyph == 0 ? ABSENT : (short) font.getAdvanceWidth(glyph);
        }
        return widths;
    }

    boolean has(char character) {
        return widths[character] != ABSENT;
    }

    /** Returns the width of a text that this font has, in points. */
    double width(CharSequence text, double size) {
        long sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += Math.max(0, widths[text.charAt(i)]);
        }
        return sum * size / UNITS;
    }

    double width(char character, double size) {
        return Math.max(0, widths[character]) * size / UNITS;
    }
}
