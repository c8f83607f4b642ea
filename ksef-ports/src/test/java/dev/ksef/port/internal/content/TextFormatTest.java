package dev.ksef.port.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormatTest {

    /** The last two are halves of a character, which no charset writes. */
    private static final String[] TEXTS = {
        "", "a", "zażółć", "\u0000", "\ud83d\ude00", "x".repeat(5_000), "\ud83d", "\ude00\ud83d"
    };

    @Test
    void eachText_isReadAsItWasWritten() throws IOException {
        var written = new ByteArrayOutputStream();
        var out = new DataOutputStream(written);
        for (String each : TEXTS) {
            TextFormat.write(out, each);
        }
        assertThat(TextFormat.bytes(TEXTS)).isEqualTo(written.toByteArray());
        var in = new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
        for (String each : TEXTS) {
            assertThat(TextFormat.read(in)).isEqualTo(each);
        }
        assertThat(in.available()).isZero();
    }

    /** Other versions read it. */
    @Test
    void text_isItsLengthAndTwoBytesForEachCharacter() {
        assertThat(TextFormat.bytes("aż", "", "b"))
                .isEqualTo(HexFormat.of().parseHex("00000002" + "0061017c" + "00000000" + "00000001" + "0062"));
    }

    @Test
    void textThatIsLongerThanWhatHoldsIt_isRefused() {
        byte[] bytes = TextFormat.bytes("abc");
        for (byte[] each : List.of(
                Arrays.copyOf(bytes, bytes.length - 1),
                new byte[] {0x7f, -1, -1, -1, 0, 0},
                new byte[] {-1, -1, -1, -1},
                new byte[] {0, 0})) {
            assertThatThrownBy(() -> TextFormat.read(new DataInputStream(new ByteArrayInputStream(each))))
                    .isInstanceOf(IOException.class);
        }
    }
}
