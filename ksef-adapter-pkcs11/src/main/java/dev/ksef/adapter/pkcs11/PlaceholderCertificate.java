package dev.ksef.adapter.pkcs11;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The certificate that stands beside a new key until it has a real one: SunPKCS11 neither sees nor deletes a key without a
 * certificate. It is self-signed, of version 1, and holds the name of the key alone.
 */
final class PlaceholderCertificate {

    private static final int SERIAL_BITS = 120;
    private static final int YEARS = 10;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final String COMMON_NAME = "0603550403";
    private static final String ECDSA_WITH_SHA256 = "300a06082a8648ce3d040302";
    private static final String SHA256_WITH_RSA = "300d06092a864886f70d01010b0500";
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** From then on UTCTime would mean the twentieth century. Source: RFC 5280, 4.1.2.5. */
    private static final Instant END_OF_UTC_TIME = Instant.parse("2050-01-01T00:00:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Signs data with RSASSA-PKCS1-v1_5 or with ECDSA in DER, each with SHA-256. */
    @FunctionalInterface
    interface DataSigner {
        byte[] sign(byte[] data) throws GeneralSecurityException;
    }

    private PlaceholderCertificate() {}

    static X509Certificate of(PublicKey key, String name, Instant now, DataSigner signer)
            throws GeneralSecurityException {
        byte[] algorithm = hex(key.getAlgorithm().equals("RSA") ? SHA256_WITH_RSA : ECDSA_WITH_SHA256);
        byte[] subject = distinguishedName(name);
        byte[] toBeSigned = der(
                SEQUENCE,
                der(
                        INTEGER,
                        new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS).toByteArray()),
                algorithm,
                subject,
                der(SEQUENCE, time(now.minus(1, ChronoUnit.DAYS)), time(now.plus(365L * YEARS, ChronoUnit.DAYS))),
                subject,
                key.getEncoded());
        byte[] whole = der(SEQUENCE, toBeSigned, algorithm, der(BIT_STRING, new byte[1], signer.sign(toBeSigned)));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    /** Tells whether a certificate is a placeholder: it is self-signed, and those of KSeF never are. */
    static boolean isPlaceholder(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static byte[] distinguishedName(String name) {
        byte[] value = der(UTF8_STRING, name.getBytes(StandardCharsets.UTF_8));
        return der(SEQUENCE, der(SET, der(SEQUENCE, hex(COMMON_NAME), value)));
    }

    private static byte[] time(Instant instant) {
        boolean utc = instant.isBefore(END_OF_UTC_TIME);
        String text = (utc ? UTC : GENERALIZED).format(instant);
        return der(utc ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... contents) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        length(content.size(), out);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static void length(int length, ByteArrayOutputStream out) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        byte[] bytes = BigInteger.valueOf(length).toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        out.write(0x80 | (bytes.length - from));
        out.write(bytes, from, bytes.length - from);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
