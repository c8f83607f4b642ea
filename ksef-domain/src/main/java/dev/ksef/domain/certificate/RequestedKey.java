package dev.ksef.domain.certificate;

import dev.ksef.model.error.KsefSigningException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;

/** The public key that an application (PKCS#10) asks a certificate for. */
final class RequestedKey {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int LONG_FORM = 0x80;
    private static final int LONGEST_LENGTH_BYTES = 3;

    private final byte[] keyInfo;

    private RequestedKey(byte[] keyInfo) {
        this.keyInfo = keyInfo;
    }

    /**
     * Returns the key in an application.
     *
     * @throws KsefSigningException if it is none
     */
    static RequestedKey of(byte[] pkcs10) {
        try {
            ByteBuffer info = content(SEQUENCE, content(SEQUENCE, ByteBuffer.wrap(pkcs10)));
            content(INTEGER, info);
            content(SEQUENCE, info);
            info.mark();
            content(SEQUENCE, info);
            int end = info.position();
            info.reset();
            byte[] keyInfo = new byte[end - info.position()];
            info.get(keyInfo);
            return new RequestedKey(keyInfo);
        } catch (BufferUnderflowException | IllegalArgumentException cut) {
            throw new KsefSigningException(
                    "What the new key made is no application for a certificate (PKCS#10 in DER)");
        }
    }

    /** What the next element holds; the buffer stands behind that element then. */
    private static ByteBuffer content(int tag, ByteBuffer der) {
        if ((der.get() & 0xFF) != tag) {
            throw new IllegalArgumentException("another element");
        }
        int length = length(der);
        ByteBuffer content = der.slice(der.position(), length);
        der.position(der.position() + length);
        return content;
    }

    private static int length(ByteBuffer der) {
        int first = der.get() & 0xFF;
        int bytes = first < LONG_FORM ? 0 : first - LONG_FORM;
        int length = first < LONG_FORM ? first : 0;
        for (int i = 0; i < Math.min(bytes, LONGEST_LENGTH_BYTES); i++) {
            length = length << 8 | der.get() & 0xFF;
        }
        if (length > der.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    /** Tells whether the certificate is of this key. */
    boolean isOf(X509Certificate certificate) {
        PublicKey theirs = certificate.getPublicKey();
        try {
            return same(
                    KeyFactory.getInstance(theirs.getAlgorithm()).generatePublic(new X509EncodedKeySpec(keyInfo)),
                    theirs);
        } catch (GeneralSecurityException anotherKind) {
            return false;
        }
    }

    /** By their numbers, since one key can be written in several ways. */
    private static boolean same(PublicKey ours, PublicKey theirs) {
        if (ours instanceof RSAPublicKey one && theirs instanceof RSAPublicKey other) {
            return one.getModulus().equals(other.getModulus())
                    && one.getPublicExponent().equals(other.getPublicExponent());
        }
        return ours instanceof ECPublicKey one
                && theirs instanceof ECPublicKey other
                && one.getW().equals(other.getW())
                && one.getParams().getCurve().equals(other.getParams().getCurve());
    }
}
