package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class GlyphTest {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";

    @Test
    void letters_allDifferInAtLeastTwoDots() {
        for (char one : LETTERS.toCharArray()) {
            for (char other : LETTERS.toCharArray()) {
                if (one != other) {
                    assertThat(Long.bitCount(
                                    Glyph.of(one).rows() ^ Glyph.of(other).rows()))
                            .as("dots in which %s and %s differ", one, other)
                            .isGreaterThanOrEqualTo(2);
                }
            }
        }
    }

    @Test
    void letters_areAllDrawn() {
        var box = Glyph.of('?');
        var seen = new HashSet<Glyph>();
        for (char letter : LETTERS.toCharArray()) {
            seen.add(Glyph.of(letter));
        }
        assertThat(seen).hasSize(LETTERS.length()).doesNotContain(box);
    }

    @Test
    void smallLetter_isDrawnAsTheCapital() {
        assertThat(Glyph.of('k')).isEqualTo(Glyph.of('K'));
    }
}
