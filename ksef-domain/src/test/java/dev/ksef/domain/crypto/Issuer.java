package dev.ksef.domain.crypto;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.encryption.PublicKeyId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Issues the smallest X.509 certificates there are, with the JDK alone. */
final class Issuer {

    private static final DateTimeFormatter GENERALIZED =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] SHA256_WITH_RSA = HexFormat.of().parseHex("300d06092a864886f70d01010b0500");
    private static final byte[] VERSION_3 = HexFormat.of().parseHex("a003020102");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    /** BasicConstraints, critical: an authority. */
    private static final byte[] AUTHORITY = HexFormat.of().parseHex("a3133011300f0603551d130101ff040530030101ff");

    private final String name;
    private final KeyPair keys;

    private Issuer(String name, KeyPair keys) {
        this.name = name;
        this.keys = keys;
    }

    static Issuer named(String name) {
        return new Issuer(name, rsa(2048));
    }

    static KeyPair rsa(int bits) {
        return pair("RSA", bits);
    }

    static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The Base64 of the SHA-256 of the key, reckoned here anew. */
    static PublicKeyId id(PublicKey key) {
        try {
            return new PublicKeyId(Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key.getEncoded())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What KSeF publishes of a key of the Ministry, certified by this issuer for that time. */
    PublicKeyCertificate published(PublicKey key, String validFrom, String validTo, Usage... usages) {
        return new PublicKeyCertificate(
                Base64.getEncoder().encodeToString(der(key, validFrom, validTo)),
                null,
                id(key),
                OffsetDateTime.parse(validFrom),
                OffsetDateTime.parse(validTo),
                Stream.of(usages).map(OpenEnum::of).toList());
    }

    X509Certificate ownCertificate() {
        try {
            byte[] der = der(name, keys.getPublic(), "2020-01-01T00:00:00Z", "2040-01-01T00:00:00Z", AUTHORITY);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] der(PublicKey key, String validFrom, String validTo) {
        return der("Ministerstwo", key, validFrom, validTo, new byte[0]);
    }

    private byte[] der(String subject, PublicKey key, String validFrom, String validTo, byte[] extensions) {
        try {
            byte[] content = tagged(
                    0x30,
                    VERSION_3,
                    tagged(0x02, BigInteger.valueOf(key.hashCode() & 0xFFFF).toByteArray()),
                    SHA256_WITH_RSA,
                    commonName(name),
                    tagged(0x30, time(validFrom), time(validTo)),
                    commonName(subject),
                    key.getEncoded(),
                    extensions);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return tagged(0x30, content, SHA256_WITH_RSA, tagged(0x03, new byte[1], signature.sign()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] commonName(String name) {
        byte[] text = tagged(0x0C, name.getBytes(StandardCharsets.UTF_8));
        return tagged(0x30, tagged(0x31, tagged(0x30, COMMON_NAME, text)));
    }

    private static byte[] time(String instant) {
        return tagged(0x18, GENERALIZED.format(Instant.parse(instant)).getBytes(StandardCharsets.US_ASCII));
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
