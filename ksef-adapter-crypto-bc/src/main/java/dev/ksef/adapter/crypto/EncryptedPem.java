package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.io.pem.PemWriter;

/** Writes a private key as encrypted PKCS#8 in PEM, which OpenSSL and other current tools read. */
final class EncryptedPem {

    /** What OWASP recommends for PBKDF2 with HMAC-SHA-256. */
    private static final int ROUNDS = 600_000;

    private EncryptedPem() {}

    static byte[] of(PrivateKey key, char[] password) {
        return of(key, password, ROUNDS);
    }

    /** Fewer rounds are for tests, which read keys often. */
    static byte[] of(PrivateKey key, char[] password, int rounds) {
        char[] own = password.clone();
        byte[] pkcs8 = key.getEncoded();
        var text = new StringWriter();
        try (var pem = new PemWriter(text)) {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(BouncyCastle.provider())
                    .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                    .setIterationCount(rounds)
                    .setPassword(own)
                    .build();
            pem.writeObject(new PKCS8Generator(PrivateKeyInfo.getInstance(pkcs8), encryptor));
        } catch (IOException | OperatorCreationException failed) {
            throw new KsefSigningException(
                    "The new private key could not be encrypted (" + RootCause.told(failed) + ")");
        } finally {
            Arrays.fill(own, '\0');
            KeyFileContents.clear(pkcs8);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
