package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PNG specification, third edition: section 5 (chunks and their checksums) and 11.2.1 (header). */
class PngEncoderTest {

    @Test
    void chunks_areTheFourThatAreNeededWithTheirChecksums() {
        var png = ByteBuffer.wrap(PngEncoder.encode(new BitMatrix(10, 3), QrStyle.USUAL));
        assertThat(png.getLong()).isEqualTo(0x89504E470D0A1A0AL);
        var types = new ArrayList<String>();
        while (png.hasRemaining()) {
            byte[] checked = new byte[4 + png.getInt()];
            png.get(checked);
            var crc = new CRC32();
            crc.update(checked);
            assertThat(png.getInt()).as("checksum").isEqualTo((int) crc.getValue());
            types.add(new String(checked, 0, 4, StandardCharsets.US_ASCII));
        }
        assertThat(types).containsExactly("IHDR", "PLTE", "IDAT", "IEND");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 31, 32, 33})
    void pixels_atEveryPlaceOfAByte_comeBack(int width) {
        var black = new BitMatrix(width, 5);
        for (int i = 0; i < 5 * width; i += 3) {
            black.set(i % width, i / width);
        }
        var picture = PngPicture.of(PngEncoder.encode(black, QrStyle.USUAL));
        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(5);
        for (int i = 0; i < 5 * width; i++) {
            assertThat(picture.isBlack(i % width, i / width))
                    .as("pixel %d of %d per row", i, width)
                    .isEqualTo(i % 3 == 0);
        }
    }
}
