package dev.ksef.simulator.identifier;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes KSeF numbers: the NIP of the seller, the day of acceptance, twelve hexadecimal digits, and a CRC-8 of all
 * this.
 */
public final class KsefNumbers {

    /** The shape of KSeF numbers. Those of KSeF 1.0 have one hyphen more. */
    public static final String SHAPE = "[1-9](\\d[1-9]|[1-9]\\d)\\d{7}-(20[2-9]\\d|2[1-9]\\d{2}|[3-9]\\d{3})"
            + "(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}";

    private static final long MASK = (1L << 40) - 1;

    /** An odd step visits every 40-bit value before one repeats, so numbers look random and are distinct. */
    private static final long STEP = 0x9E37_79B9_7FL;

    private final AtomicLong next = new AtomicLong(new SecureRandom().nextLong());

    public String next(String sellerNip, LocalDate day) {
        String start = "%s-%s-01%010X"
                .formatted(sellerNip, DateTimeFormatter.BASIC_ISO_DATE.format(day), next.addAndGet(STEP) & MASK);
        return start + "-" + Crc8Checksum.of(start);
    }
}
