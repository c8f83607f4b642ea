package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Symbols that ZXing does not read in one look and reads in the four others: each look has to be tried. */
class ReadabilityCheckTest {

    private static final int BYTES = 300;

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "23, with black areas that shrank",
        "3, as it was drawn",
        "90, with ink that spread",
        "131, turned to one side",
        "2, turned to the other"
    })
    void symbol_unreadInOneLook_isRefusedAndGivenOutInAnotherMask(int seed, String look) {
        String text = LongText.of(seed, BYTES);
        BitMatrix preferred = LongText.symbol(text);
        assertThat(ReadabilityCheck.isReadable(preferred)).as(look).isFalse();
        BitMatrix givenOut = QrSymbol.encode(text).modules();
        assertThat(givenOut).isNotEqualTo(preferred);
        assertThat(ReadabilityCheck.isReadable(givenOut)).isTrue();
    }

    @Test
    void symbol_withoutAFinderPattern_isRefused() {
        BitMatrix symbol = LongText.symbol(LongText.of(1, BYTES));
        assertThat(ReadabilityCheck.isReadable(symbol)).isTrue();
        symbol.flip(QrSymbol.QUIET_ZONE + 3, QrSymbol.QUIET_ZONE + 3);
        assertThat(ReadabilityCheck.isReadable(symbol))
                .as("with a hole in a corner's middle")
                .isFalse();
    }

    /** Its finder patterns are there, so it is found, and then its modules say nothing. */
    @Test
    void symbol_withMoreErrorsThanCanBeCorrected_isRefused() {
        BitMatrix symbol = LongText.symbol(LongText.of(1, BYTES));
        for (int y = 20; y < 70; y++) {
            for (int x = 20; x < 70; x += 2) {
                symbol.flip(x, y);
            }
        }
        assertThat(ReadabilityCheck.isReadable(symbol)).isFalse();
    }
}
