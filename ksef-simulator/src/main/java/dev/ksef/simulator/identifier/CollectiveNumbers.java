package dev.ksef.simulator.identifier;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the numbers of collective identifiers: the NIP of the seller, the letters IZ with year and month, twelve hexadecimal digits,
 * and a CRC-8 of all this.
 */
public final class CollectiveNumbers {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int DIGITS = 12;
    private static final long MASK = (1L << 4 * DIGITS) - 1;

    /** An odd step visits every value before one repeats. */
    private static final long STEP = 0x9E37_79B9_7F4BL;

    private final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());

    public String next(String sellerNip, LocalDate day) {
        String month = String.format(Locale.ROOT, "%04d%02d", day.getYear(), day.getMonthValue());
        return Crc8Checksum.appendTo(
                sellerNip + "-IZ" + month + "-" + HEX.toHexDigits(next.addAndGet(STEP) & MASK, DIGITS));
    }
}
