package dev.ksef.domain.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import org.junit.jupiter.api.Test;

class Utf8ReaderTest {

    private static final String TEXT =
            "<a>plain text of some length & Śruba \u007F \u0080 \uD83D\uDE00</a>\r\n\uFFFD\uD83D\uDE00and more of it \uD83D\uDE00";

    @Test
    void text_readInPiecesOfEverySize_isTheSame() throws IOException {
        for (int size = 1; size < 30; size++) {
            assertThat(read(TEXT.getBytes(UTF_8), size))
                    .as("pieces of %d", size)
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void byteThatIsNoUtf8_atEveryPlaceOfAPlainText_isReplacedAlone() throws IOException {
        for (int place = 0; place < 30; place++) {
            byte[] bytes = "x".repeat(30).getBytes(UTF_8);
            bytes[place] = (byte) 0xFF;
            assertThat(read(bytes, 100)).isEqualTo("x".repeat(place) + "\uFFFD" + "x".repeat(29 - place));
        }
    }

    private static String read(byte[] bytes, int size) throws IOException {
        var text = new StringBuilder();
        try (Reader reader = new Utf8Reader(bytes, null)) {
            char[] piece = new char[size];
            for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
                text.append(piece, 0, count);
            }
        }
        return text.toString();
    }
}
