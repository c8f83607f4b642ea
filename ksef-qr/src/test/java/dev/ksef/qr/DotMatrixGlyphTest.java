package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class DotMatrixGlyphTest {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";

    @Test
    void letters_allDifferInAtLeastTwoDots() {
        for (char one : LETTERS.toCharArray()) {
            for (char other : LETTERS.toCharArray()) {
                if (one != other) {
                    assertThat(Long.bitCount(DotMatrixGlyph.of(one).rows()
                                    ^ DotMatrixGlyph.of(other).rows()))
                            .as("dots in which %s and %s differ", one, other)
                            .isGreaterThanOrEqualTo(2);
                }
            }
        }
    }

    @Test
    void letters_areAllDrawn() {
        var box = DotMatrixGlyph.of('?');
        var seen = new HashSet<DotMatrixGlyph>();
        for (char letter : LETTERS.toCharArray()) {
            seen.add(DotMatrixGlyph.of(letter));
        }
        assertThat(seen).hasSize(LETTERS.length()).doesNotContain(box);
    }

    @Test
    void smallLetter_isDrawnAsTheCapital() {
        assertThat(DotMatrixGlyph.of('k')).isEqualTo(DotMatrixGlyph.of('K'));
    }
}
