package dev.ksef.domain.crypto;

import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefCryptoException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and bare public keys: DER, Base64 and PEM. */
final class PublicKeyFile {

    private static final Pattern PEM_BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*+)-----END \\1-----");
    /** Blanks, line ends, also written out, signs of quoting, and what is invisible: mail programs and forms add them. */
    private static final Pattern BLANKS = Pattern.compile("(?:\\\\[rnt]|[\\s>\\p{Cf}\\p{Z}\\u0085])+");
    /** The first byte of certificates and keys in DER; in a text it is the digit 0. */
    private static final byte DER_SEQUENCE = 0x30;

    private static final int LONG_LENGTH = 0x80;
    private static final int LONGEST_LENGTH = 0x84;

    private PublicKeyFile() {}

    static List<EncryptionKey> read(byte[] file, Usage... usages) {
        if (isDer(file)) {
            return List.of(certificateOrKey(file, usages));
        }
        String text = new String(file, StandardCharsets.UTF_8);
        return text.contains("-----BEGIN ") ? pem(text, usages) : List.of(certificateOrKey(base64(text), usages));
    }

    /** All certificates and keys are so long that their length takes bytes of its own. */
    private static boolean isDer(byte[] file) {
        int length = file.length < 2 ? 0 : file[1] & 0xFF;
        return length >= LONG_LENGTH && length <= LONGEST_LENGTH && file[0] == DER_SEQUENCE;
    }

    private static List<EncryptionKey> pem(String text, Usage... usages) {
        var keys = new ArrayList<EncryptionKey>();
        Matcher blocks = PEM_BLOCK.matcher(text);
        while (blocks.find()) {
            byte[] der = base64(blocks.group(2));
            keys.add(
                    switch (blocks.group(1)) {
                        case "CERTIFICATE" -> certified(certificate(der), usages);
                        case "PUBLIC KEY" -> EncryptionKey.of(publicKey(der), usages);
                        default ->
                            throw new KsefCryptoException(
                                    "The PEM file holds a " + blocks.group(1)
                                            + ", but only CERTIFICATE and PUBLIC KEY are of use to encrypt for KSeF",
                                    null);
                    });
        }
        if (keys.isEmpty()) {
            throw new KsefCryptoException("The PEM file holds no complete CERTIFICATE or PUBLIC KEY", null);
        }
        return List.copyOf(keys);
    }

    private static EncryptionKey certificateOrKey(byte[] der, Usage... usages) {
        X509Certificate certificate;
        try {
            certificate = certificate(der);
        } catch (KsefCryptoException noCertificate) {
            try {
                return EncryptionKey.of(publicKey(der), usages);
            } catch (KsefCryptoException neither) {
                neither.addSuppressed(noCertificate);
                throw neither;
            }
        }
        return certified(certificate, usages);
    }

    private static EncryptionKey certified(X509Certificate certificate, Usage... usages) {
        return EncryptionKey.of(
                certificate.getPublicKey(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                usages);
    }

    static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException broken) {
            throw new KsefCryptoException("It cannot be read as an X.509 certificate", broken);
        }
    }

    private static PublicKey publicKey(byte[] der) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException broken) {
            throw new KsefCryptoException(
                    "It can be read neither as an X.509 certificate nor as an RSA public key", broken);
        }
    }

    /**
     * @throws KsefCryptoException if it is not Base64; line ends and what is invisible do no harm
     */
    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(BLANKS.matcher(text).replaceAll(""));
        } catch (IllegalArgumentException broken) {
            throw new KsefCryptoException("It is not Base64", broken);
        }
    }
}
