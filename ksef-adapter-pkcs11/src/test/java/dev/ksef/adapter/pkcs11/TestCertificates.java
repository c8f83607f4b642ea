package dev.ksef.adapter.pkcs11;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys and certificates to put into tokens. */
final class TestCertificates {

    static final KeyPair ISSUER = ec("secp256r1");

    private TestCertificates() {}

    static KeyPair rsa(int bits) {
        return pair("RSA", generator -> generator.initialize(bits));
    }

    static KeyPair ec(String curve) {
        return pair("EC", generator -> generator.initialize(new ECGenParameterSpec(curve)));
    }

    static X509Certificate of(PublicKey key) {
        return of(key, Instant.now().plus(1, ChronoUnit.DAYS));
    }

    /** Issued by {@link #ISSUER}. */
    static X509Certificate of(PublicKey key, Instant until) {
        return of(key, "CN=Test seal,C=PL", until);
    }

    static X509Certificate of(PublicKey key, String subject, Instant until) {
        return signed(key, "CN=Test authority,C=PL", subject, until, ISSUER.getPrivate());
    }

    static X509Certificate issuer() {
        return signed(
                ISSUER.getPublic(),
                "CN=Test authority,C=PL",
                "CN=Test authority,C=PL",
                Instant.now().plus(1, ChronoUnit.DAYS),
                ISSUER.getPrivate());
    }

    private static X509Certificate signed(
            PublicKey key, String issuer, String subject, Instant until, PrivateKey issuerKey) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(until.minus(2, ChronoUnit.DAYS)),
                    Date.from(until),
                    new X500Name(subject),
                    key);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
        } catch (GeneralSecurityException | OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KeyPair pair(String algorithm, KeySize size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            size.applyTo(generator);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @FunctionalInterface
    private interface KeySize {
        void applyTo(KeyPairGenerator generator) throws GeneralSecurityException;
    }
}
