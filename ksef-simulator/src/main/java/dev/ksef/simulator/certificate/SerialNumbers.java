package dev.ksef.simulator.certificate;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes serial numbers of certificates from 8 random bytes. The first one, and then every other one, begins with a
 * zero digit, as many real ones do, so that a client which loses leading zeros is found out.
 */
public final class SerialNumbers {

    public static final String SHAPE = "[0-9A-F]{16}";

    private static final int HEX = 16;
    private static final int BITS_OF_A_DIGIT = 4;

    private final SecureRandom random = new SecureRandom();
    private final AtomicLong made = new AtomicLong();

    String next() {
        long bits = random.nextLong();
        boolean zeroFirst = made.getAndIncrement() % 2 == 0;
        return "%016X".formatted(zeroFirst ? bits >>> BITS_OF_A_DIGIT : bits);
    }

    static BigInteger number(String text) {
        return new BigInteger(text, HEX);
    }

    /** The serial number as 16 upper-case hexadecimal digits; more digits if it is larger. */
    public static String text(X509Certificate certificate) {
        return "%016X".formatted(certificate.getSerialNumber());
    }
}
