package dev.ksef.pdf.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where letters stand on pages. */
final class Placement {

    private static final float MM = (float) (72 / 25.4);

    /** Of a letter's width; kerning brings letters that near. */
    private static final float MOST_SHARED = 0.4f;

    private Placement() {}

    static void assertWithinMargins(ReadPdf read) {
        List<ReadPdf.Glyph> outside = read.glyphs().stream()
                .filter(glyph -> !glyph.text().isBlank())
                .filter(glyph -> glyph.x() < 15 * MM - 0.5
                        || glyph.x() + glyph.width() > glyph.pageWidth() - 15 * MM + 0.5
                        || glyph.y() - glyph.height() < 10 * MM
                        || glyph.y() > glyph.pageHeight() - 8 * MM)
                .limit(3)
                .toList();
        assertThat(outside).as("letters outside the margins").isEmpty();
    }

    static void assertNothingOverOther(ReadPdf read) {
        assertThat(overlaps(read).stream().limit(3))
                .as("letters over each other")
                .isEmpty();
    }

    private static List<String> overlaps(ReadPdf read) {
        var overlaps = new ArrayList<String>();
        List<ReadPdf.Glyph> sorted = read.glyphs().stream()
                .filter(glyph -> !glyph.text().isBlank())
                .sorted(Comparator.comparingInt(ReadPdf.Glyph::page).thenComparing(ReadPdf.Glyph::y))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            ReadPdf.Glyph one = sorted.get(i);
            for (int j = i + 1; j < sorted.size(); j++) {
                ReadPdf.Glyph other = sorted.get(j);
                // Of the lower letter, the upper half would reach into the other one.
                if (other.page() != one.page() || other.y() - one.y() >= other.height() / 2) {
                    break;
                }
                float shared =
                        Math.min(one.x() + one.width(), other.x() + other.width()) - Math.max(one.x(), other.x());
                if (shared > MOST_SHARED * Math.min(one.width(), other.width())) {
                    overlaps.add(one + " and " + other);
                }
            }
        }
        return overlaps;
    }
}
