package dev.ksef.domain.certificate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/** Certificates and applications for them, as small as they can be, with the JDK alone. */
final class Der {

    private static final DateTimeFormatter GENERALIZED =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] SHA256_WITH_ECDSA = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final byte[] VERSION_3 = HexFormat.of().parseHex("a003020102");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final KeyPair AUTHORITY = ec();

    private Der() {}

    static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An application for a certificate; nobody here looks at its signature. */
    static byte[] application(PublicKey key) {
        byte[] info = tagged(
                0x30, new byte[] {2, 1, 0}, commonName("somebody"), key.getEncoded(), new byte[] {(byte) 0xA0, 0});
        return tagged(0x30, info, SHA256_WITH_ECDSA, tagged(0x03, new byte[70]));
    }

    /** The public key in such an application. */
    static byte[] keyIn(byte[] application, int length) {
        byte[] key = new byte[length];
        int end = application.length - 72 - SHA256_WITH_ECDSA.length - 2;
        System.arraycopy(application, end - length, key, 0, length);
        return key;
    }

    static X509Certificate certificate(
            PublicKey key, String serialNumber, boolean offline, Instant validFrom, Instant validTo) {
        try {
            byte[] content = tagged(
                    0x30,
                    VERSION_3,
                    tagged(0x02, new BigInteger(serialNumber, 16).toByteArray()),
                    SHA256_WITH_ECDSA,
                    commonName("CCK KSeF"),
                    tagged(0x30, time(validFrom), time(validTo)),
                    commonName("somebody"),
                    key.getEncoded(),
                    HexFormat.of().parseHex("a3123010300e0603551d0f0101ff04040302" + (offline ? "0640" : "0780")));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(AUTHORITY.getPrivate());
            signature.update(content);
            byte[] der = tagged(0x30, content, SHA256_WITH_ECDSA, tagged(0x03, new byte[1], signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] commonName(String name) {
        byte[] text = tagged(0x0C, name.getBytes(StandardCharsets.UTF_8));
        return tagged(0x30, tagged(0x31, tagged(0x30, COMMON_NAME, text)));
    }

    private static byte[] time(Instant instant) {
        return tagged(0x18, GENERALIZED.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        List.of(parts).forEach(content::writeBytes);
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            whole.write(0x82);
            whole.write(length >> 8);
        } else if (length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(length);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
