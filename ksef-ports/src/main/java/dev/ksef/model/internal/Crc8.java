package dev.ksef.model.internal;

import java.nio.charset.StandardCharsets;

/** The checksum of KSeF's numbers: CRC-8 with polynomial 0x07, initial value 0, not reflected, no final XOR. */
public final class Crc8 {

    /** Numbers with a checksum end with it, as two hexadecimal digits after a hyphen. */
    private static final int DIGITS = 2;

    private Crc8() {}

    /**
     * Tells whether a number ends with the checksum of what comes before the last hyphen.
     *
     * @param number ends with a hyphen and two hexadecimal digits
     */
    public static boolean endsRightly(String number) {
        int checked = number.length() - DIGITS - 1;
        int expected = Integer.parseInt(number.substring(checked + 1), 16);
        return of(number.substring(0, checked).getBytes(StandardCharsets.US_ASCII)) == expected;
    }

    private static int of(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1 ^ 0x07) & 0xFF;
            }
        }
        return crc;
    }
}
