package dev.ksef.model.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What looks at eight bytes at a time sees what a look at each sees, wherever it stands and whatever stands around it. */
class ByteRunsTest {

    private static final int LENGTH = 20;

    @Test
    void byte_atEveryPlace_isFound() {
        for (byte around : new byte[] {'w', 'y', 'a', 0, -1, (byte) 0x80}) {
            byte[] bytes = filled(around);
            assertThat(ByteRuns.indexOf('x', bytes, 3, LENGTH)).as("nowhere").isEqualTo(LENGTH);
            for (int place = LENGTH - 1; place >= 0; place--) {
                bytes[place] = 'x';
                assertThat(ByteRuns.indexOf('x', bytes, 0, LENGTH)).isEqualTo(place);
                assertThat(ByteRuns.indexOf('x', bytes, 0, place))
                        .as("not looked at")
                        .isEqualTo(place);
            }
        }
    }

    @Test
    void everyByte_atEveryPlace_endsTheRunOrNot() {
        for (int value = 0; value < 256; value++) {
            boolean ends = value == '&' || value >= 0x7F;
            for (int place = 0; place < LENGTH; place++) {
                byte[] bytes = filled((byte) '\'');
                bytes[place] = (byte) value;
                assertThat(ByteRuns.endOfAsciiWithout('&', bytes, 0, LENGTH))
                        .as("%x at %d", value, place)
                        .isEqualTo(ends ? place : LENGTH);
            }
        }
    }

    @Test
    void everyByte_atEveryPlace_isPlainJsonOrNot() {
        for (int value = 0; value < 256; value++) {
            boolean plain = value >= ' ' && value < 0x80 && value != '"' && value != '\\';
            for (int place = 0; place < LENGTH; place++) {
                byte[] bytes = filled((byte) '!');
                bytes[place] = (byte) value;
                assertThat(ByteRuns.isPlainJson(bytes))
                        .as("%x at %d", value, place)
                        .isEqualTo(plain);
            }
        }
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
