package dev.ksef.model.signature;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;

/**
 * The two numbers of an ECDSA signature, which has two notations. IEEE P1363 is r||s, each left-padded to the length of the
 * curve's order (64, 96 or 132 bytes in all); KSeF takes it. ASN.1 DER is what most devices give.
 */
public final class EcdsaValue {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int ONE_BYTE_LENGTH = 0x81;
    private static final int LONG_FORM = 0x80;

    private final BigInteger r;
    private final BigInteger s;
    private final int numberBytes;

    private EcdsaValue(BigInteger r, BigInteger s, int numberBytes) {
        this.r = r;
        this.s = s;
        this.numberBytes = numberBytes;
    }

    /** Returns the length of r||s in bytes for keys on this curve. */
    public static int lengthBytes(ECPublicKey key) {
        return 2 * numberBytes(key);
    }

    /**
     * Reads a signature in DER.
     *
     * @throws IllegalArgumentException if the bytes are not exactly DER of two numbers that fit the curve
     */
    public static EcdsaValue ofDer(byte[] der, ECPublicKey key) {
        var reader = new DerReader(der);
        if (reader.next() != SEQUENCE || reader.length() != reader.left()) {
            throw noDer();
        }
        BigInteger r = reader.integer();
        BigInteger s = reader.integer();
        if (reader.left() != 0 || outside(r, key) || outside(s, key)) {
            throw noDer();
        }
        return new EcdsaValue(r, s, numberBytes(key));
    }

    /**
     * Reads a signature in the notation r||s.
     *
     * @throws IllegalArgumentException if its length is wrong for the curve
     */
    public static EcdsaValue ofP1363(byte[] p1363, ECPublicKey key) {
        int length = numberBytes(key);
        if (p1363.length != 2 * length) {
            throw new IllegalArgumentException(
                    "An ECDSA signature r||s on this curve has " + 2 * length + " bytes, not " + p1363.length);
        }
        return new EcdsaValue(
                new BigInteger(1, Arrays.copyOf(p1363, length)),
                new BigInteger(1, Arrays.copyOfRange(p1363, length, 2 * length)),
                length);
    }

    /** Tells whether the bytes are DER of two numbers that fit the curve. */
    public static boolean isDer(byte[] bytes, ECPublicKey key) {
        try {
            ofDer(bytes, key);
            return true;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** Returns r||s, each left-padded. */
    public byte[] p1363() {
        byte[] both = new byte[2 * numberBytes];
        put(r, both, numberBytes);
        put(s, both, 2 * numberBytes);
        return both;
    }

    /** Returns ASN.1 DER: a sequence of two integers. */
    public byte[] der() {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        int content = first.length + second.length + 4;
        var out = new ByteArrayOutputStream(content + 3);
        out.write(SEQUENCE);
        if (content >= LONG_FORM) {
            out.write(ONE_BYTE_LENGTH);
        }
        out.write(content);
        for (byte[] number : new byte[][] {first, second}) {
            out.write(INTEGER);
            out.write(number.length);
            out.writeBytes(number);
        }
        return out.toByteArray();
    }

    private static int numberBytes(ECPublicKey key) {
        return (key.getParams().getOrder().bitLength() + 7) / 8;
    }

    private static boolean outside(BigInteger number, ECPublicKey key) {
        return number.signum() <= 0 || number.compareTo(key.getParams().getOrder()) >= 0;
    }

    private static void put(BigInteger number, byte[] into, int end) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        int length = bytes.length - from;
        System.arraycopy(bytes, from, into, end - length, length);
    }

    private static IllegalArgumentException noDer() {
        return new IllegalArgumentException("Not the DER of an ECDSA signature on this curve");
    }

    /** Reads the few elements of DER that a signature has. */
    private static final class DerReader {

        private final byte[] der;
        private int at;

        DerReader(byte[] der) {
            this.der = der;
        }

        int left() {
            return der.length - at;
        }

        int next() {
            if (left() == 0) {
                throw noDer();
            }
            return der[at++] & 0xFF;
        }

        int length() {
            int first = next();
            if (first < LONG_FORM) {
                return first;
            }
            int length = first == ONE_BYTE_LENGTH ? next() : 0;
            if (length < LONG_FORM) {
                throw noDer();
            }
            return length;
        }

        /** Reads a number, which must be in its shortest form. */
        BigInteger integer() {
            if (next() != INTEGER) {
                throw noDer();
            }
            int length = length();
            if (length == 0 || length > left()) {
                throw noDer();
            }
            var number = new BigInteger(der, at, length);
            at += length;
            if (number.toByteArray().length != length) {
                throw noDer();
            }
            return number;
        }
    }
}
