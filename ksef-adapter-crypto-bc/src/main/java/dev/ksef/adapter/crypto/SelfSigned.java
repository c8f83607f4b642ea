package dev.ksef.adapter.crypto;

import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import dev.ksef.port.signing.DigestSigner;
import dev.ksef.port.time.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * Makes self-signed certificates with the subject of a qualified one. KSeF's TEST environment lets them sign in, the others
 * refuse them (21115). A key in an HSM is kept under such a certificate until its own is issued.
 *
 * <p>Source:
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/auth/testowe-certyfikaty-i-podpisy-xades.md">testowe-certyfikaty-i-podpisy-xades</a>,
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md">podpis-xades</a>.
 */
public final class SelfSigned {

    private static final Pattern PESEL = Pattern.compile("\\d{11}");
    private static final Duration BEFORE = Duration.ofMinutes(5);
    private static final Duration AFTER = Duration.ofDays(365);
    private static final int SERIAL_BITS = 63;

    private final X500Name subject;
    private final Instant from;
    private final Instant to;
    private final boolean rsa;

    private SelfSigned(X500Name subject, Instant from, Instant to, boolean rsa) {
        this.subject = subject;
        this.from = from;
        this.to = to;
        this.rsa = rsa;
    }

    /**
     * Begins the certificate of a person with a PESEL.
     *
     * @throws IllegalArgumentException if the PESEL is not eleven digits
     */
    public static SelfSigned person(String givenName, String surname, String pesel) {
        if (!PESEL.matcher(pesel).matches()) {
            throw new IllegalArgumentException("A PESEL has eleven digits; a NIP is given as Nip");
        }
        return named(givenName, surname, "PNOPL-" + pesel);
    }

    /** Begins the certificate of a person with a NIP. */
    public static SelfSigned person(String givenName, String surname, Nip nip) {
        return named(givenName, surname, "TINPL-" + nip.value());
    }

    private static SelfSigned named(String givenName, String surname, String serialNumber) {
        return of(new SubjectNameBuilder()
                .with(BCStyle.GIVENNAME, givenName)
                .with(BCStyle.SURNAME, surname)
                .with(BCStyle.SERIALNUMBER, serialNumber)
                .with(BCStyle.CN, givenName + " " + surname)
                .with(BCStyle.C, "PL"));
    }

    /** Begins the certificate of an organisation's seal. */
    public static SelfSigned seal(String organization, Nip nip) {
        return of(new SubjectNameBuilder()
                .with(BCStyle.O, organization)
                .with(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-" + nip.value())
                .with(BCStyle.CN, organization)
                .with(BCStyle.C, "PL"));
    }

    private static SelfSigned of(SubjectNameBuilder subject) {
        Instant now = Instant.ofEpochMilli(Time.system().wallMillis());
        return new SelfSigned(subject.build(), now.minus(BEFORE), now.plus(AFTER), false);
    }

    /** Returns this with another validity. By default a certificate is valid for a year from now. */
    public SelfSigned valid(Instant from, Instant to) {
        return new SelfSigned(subject, from, to, rsa);
    }

    /** Returns this for an RSA key of 2048 bits. By default a key is on P-256. */
    public SelfSigned rsa() {
        return new SelfSigned(subject, from, to, true);
    }

    /** Makes a signer with a new key, which is in memory only. */
    public LocalSigner signer() {
        return signer(rsa ? LocalNewKey.rsa2048() : LocalNewKey.ecP256());
    }

    /**
     * Makes a signer with the caller's own key, which can be saved.
     *
     * @throws KsefSigningException if the validity is over or has not begun
     */
    public LocalSigner signer(LocalNewKey key) {
        return key.certified(List.of(certificate(key.publicKey(), VerifyingContentSigner.of(key.pair()))));
    }

    /**
     * Makes only the certificate, for a key behind a function.
     *
     * @throws KsefSigningException if the function fails, or signs with another key
     */
    public X509Certificate certificate(PublicKey key, DigestSigner device) {
        return certificate(key, VerifyingContentSigner.of(key, device));
    }

    private X509Certificate certificate(PublicKey key, VerifyingContentSigner signer) {
        try {
            byte[] der = new X509v3CertificateBuilder(
                            subject,
                            new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                            Date.from(from),
                            Date.from(to),
                            subject,
                            SubjectPublicKeyInfo.getInstance(key.getEncoded()))
                    .addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation))
                    .build(signer)
                    .getEncoded();
            return (X509Certificate) SigningProviders.certificates().generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException | GeneralSecurityException failed) {
            throw new KsefSigningException("The certificate could not be made (" + RootCause.told(failed) + ")");
        }
    }
}
