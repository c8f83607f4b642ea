package dev.ksef.adapter.crypto;

import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefSigningException;
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
 * Certificates that vouch for themselves, with the subject of a qualified one: KSeF's TEST environment lets them sign in,
 * the others do not (21115). Also what a key born in an HSM is kept under until its certificate is issued.
 *
 * <p>Source: auth/testowe-certyfikaty-i-podpisy-xades.md, auth/podpis-xades.md.
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
     * Of a person with a PESEL.
     *
     * @throws IllegalArgumentException if the PESEL is not eleven digits
     */
    public static SelfSigned person(String givenName, String surname, String pesel) {
        if (!PESEL.matcher(pesel).matches()) {
            throw new IllegalArgumentException("A PESEL has eleven digits; a NIP is given as Nip");
        }
        return named(givenName, surname, "PNOPL-" + pesel);
    }

    /** Of a person with a NIP. */
    public static SelfSigned person(String givenName, String surname, Nip nip) {
        return named(givenName, surname, "TINPL-" + nip.value());
    }

    private static SelfSigned named(String givenName, String surname, String serialNumber) {
        return of(new Subject()
                .with(BCStyle.GIVENNAME, givenName)
                .with(BCStyle.SURNAME, surname)
                .with(BCStyle.SERIALNUMBER, serialNumber)
                .with(BCStyle.CN, givenName + " " + surname)
                .with(BCStyle.C, "PL"));
    }

    /** The seal of an organisation. */
    public static SelfSigned seal(String organization, Nip nip) {
        return of(new Subject()
                .with(BCStyle.O, organization)
                .with(BCStyle.ORGANIZATION_IDENTIFIER, "VATPL-" + nip.value())
                .with(BCStyle.CN, organization)
                .with(BCStyle.C, "PL"));
    }

    private static SelfSigned of(Subject subject) {
        Instant now = Instant.ofEpochMilli(Time.system().millis());
        return new SelfSigned(subject.name(), now.minus(BEFORE), now.plus(AFTER), false);
    }

    /** The same with another validity; without this it is a year from now. */
    public SelfSigned valid(Instant from, Instant to) {
        return new SelfSigned(subject, from, to, rsa);
    }

    /** The same with an RSA key of 2048 bits; without this keys are on P-256. */
    public SelfSigned rsa() {
        return new SelfSigned(subject, from, to, true);
    }

    /** A signer with a new key, which lives in memory only. */
    public LocalSigner signer() {
        return signer(rsa ? LocalNewKey.rsa2048() : LocalNewKey.ecP256());
    }

    /**
     * A signer with a key of the caller's, which can be saved.
     *
     * @throws KsefSigningException if the validity is over or has not begun
     */
    public LocalSigner signer(LocalNewKey key) {
        return key.certified(List.of(certificate(key.publicKey(), DeviceContentSigner.of(key.pair()))));
    }

    /**
     * The certificate alone for a key behind a function.
     *
     * @throws KsefSigningException if the function fails, or signs with another key
     */
    public X509Certificate certificate(PublicKey key, DigestSigner device) {
        return certificate(key, DeviceContentSigner.of(key, device));
    }

    private X509Certificate certificate(PublicKey key, DeviceContentSigner signer) {
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
            throw new KsefSigningException(
                    "The certificate could not be made (" + failed.getClass().getName() + ")");
        }
    }
}
