package dev.ksef.model.signature;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates with whatever subject, issuer, usage and key. */
public final class TestCertificates {

    public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");
    public static final KeyPair EC = pair("secp256r1");
    public static final KeyPair AUTHORITY = pair("secp256r1");

    private TestCertificates() {}

    public static X509Certificate of(String subject) {
        return of(new X500Name(subject), new X500Name("C=PL,CN=Centrum"), 0, EC.getPublic(), BigInteger.ONE);
    }

    static X509Certificate of(String subject, String issuer, int usage) {
        return of(new X500Name(subject), new X500Name(issuer), usage, EC.getPublic(), BigInteger.ONE);
    }

    public static X509Certificate of(X500Name subject, X500Name issuer, int usage, PublicKey key, BigInteger serial) {
        return of(subject, issuer, usage, key, serial, AUTHORITY.getPrivate());
    }

    static X509Certificate of(
            X500Name subject, X500Name issuer, int usage, PublicKey key, BigInteger serial, PrivateKey issuerKey) {
        try {
            var builder = new X509v3CertificateBuilder(
                    issuer,
                    serial,
                    Date.from(FROM),
                    Date.from(TO),
                    subject,
                    SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            if (usage != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    public static KeyPair pair(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
