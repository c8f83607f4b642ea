package dev.ksef.simulator;

import java.nio.charset.StandardCharsets;

/** The CRC-8 that closes KSeF numbers and reference numbers: polynomial 0x07, initial value 0, nothing reflected. */
final class Crc8 {

    private static final int POLYNOMIAL = 0x07;

    private Crc8() {}

    /** The checksum of ASCII text as two capital hexadecimal digits. */
    static String of(String text) {
        int crc = 0;
        for (byte next : text.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= next & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
            }
            crc &= 0xFF;
        }
        return "%02X".formatted(crc);
    }
}
