package dev.ksef.simulator.identifier;

import java.security.SecureRandom;
import java.time.LocalDate;
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

    public KsefNumber next(String sellerNip, LocalDate day) {
        return new KsefNumber(Long.parseLong(sellerNip), digits(day), next.addAndGet(STEP) & MASK);
    }

    /** Year, month and day as eight digits. */
    static int digits(LocalDate day) {
        return (day.getYear() * 100 + day.getMonthValue()) * 100 + day.getDayOfMonth();
    }
}
