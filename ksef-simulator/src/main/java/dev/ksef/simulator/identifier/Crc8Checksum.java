package dev.ksef.simulator.identifier;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The CRC-8 at the end of KSeF numbers and reference numbers: polynomial 0x07, initial value 0, nothing reflected. */
public final class Crc8Checksum {

    private static final int POLYNOMIAL = 0x07;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Crc8Checksum() {}

    /** ASCII text with a hyphen and its checksum behind it. */
    static String appendTo(String text) {
        return text + "-" + of(text);
    }

    /** The checksum of ASCII text as two capital hexadecimal digits. */
    public static String of(String text) {
        int crc = 0;
        for (byte next : text.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= next & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
            }
            crc &= 0xFF;
        }
        return HEX.toHexDigits(crc, 2);
    }
}
