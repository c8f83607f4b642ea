package dev.ksef.signature.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An RSA key pair with a certificate for it. */
public record KeyHolder(KeyPair keys, X509Certificate certificate) {

    public static final Instant VALID_FROM = Instant.parse("2025-01-01T00:00:00Z");
    public static final Instant VALID_TO = VALID_FROM.plus(Duration.ofDays(3650));

    private static final int MAY_SIGN = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;

    public static KeyHolder named(String name) {
        return certified(newKeys(), name, "http://127.0.0.1:1", MAY_SIGN);
    }

    /** The same key under another certificate. */
    public KeyHolder recertified() {
        return certified(keys, certificate.getSubjectX500Principal().getName(), "http://127.0.0.1:1", MAY_SIGN);
    }

    /** A certificate that names the given address for its issuer and for revocation. */
    public static KeyHolder pointingTo(String address) {
        return certified(newKeys(), "CN=Pointing", address, MAY_SIGN);
    }

    /** A certificate that says what its key is for. */
    public static KeyHolder withUsage(int usage) {
        return certified(newKeys(), "CN=Used", "http://127.0.0.1:1", usage);
    }

    /** A certificate that does not say what its key is for. */
    public static KeyHolder withoutUsage() {
        return certified(newKeys(), "CN=Unused", "http://127.0.0.1:1", 0);
    }

    private static KeyHolder certified(KeyPair keys, String name, String address, int usage) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=Test issuer"),
                    new BigInteger(64, new java.security.SecureRandom()),
                    Date.from(VALID_FROM),
                    Date.from(VALID_TO),
                    new X500Name(name),
                    keys.getPublic());
            var place = new GeneralName(GeneralName.uniformResourceIdentifier, address + "/issuer.cer");
            builder.addExtension(
                    Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                        new AccessDescription(AccessDescription.id_ad_caIssuers, place),
                        new AccessDescription(AccessDescription.id_ad_ocsp, place)
                    }));
            if (usage != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            }
            var signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
            return new KeyHolder(keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
