package dev.ksef.adapter.crypto;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.signing.DigestSigner;
import dev.ksef.port.signing.Signer;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/**
 * Writes applications for KSeF certificates (CSR): PKCS#10 in DER, signed with SHA256withRSA (PKCS#1 v1.5) or with ECDSA and
 * SHA-256. The key may be in memory, in a device or behind a function.
 *
 * <p>The subject is exactly what KSeF returned, each value as UTF8String (the country as PrintableString), always in the same
 * order. KSeF takes RSA keys of exactly 2048 bits and keys on P-256. Source:
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/certyfikaty-KSeF.md">certyfikaty-KSeF</a>.
 */
public final class CertificationRequests {

    private static final int RSA_BITS = 2048;

    private CertificationRequests() {}

    /**
     * Writes the application for a key behind a function.
     *
     * @throws KsefSigningException if KSeF does not take such a key, or the function fails or signs with another key
     */
    public static byte[] of(CertificateEnrollmentData subject, PublicKey key, DigestSigner device) {
        check(key);
        return request(subject, key, VerifyingContentSigner.of(key, device));
    }

    /**
     * Writes the application for the key of a signer, such as one with a placeholder certificate (see {@link SelfSigned}).
     *
     * @throws KsefSigningException if KSeF does not take such a key, or the signer fails
     */
    public static byte[] of(CertificateEnrollmentData subject, Signer signer) {
        PublicKey key = signer.certificate().publicKey();
        check(key);
        return request(subject, key, VerifyingContentSigner.of(key, signer));
    }

    static byte[] of(CertificateEnrollmentData subject, KeyPair pair) {
        check(pair.getPublic());
        return request(subject, pair.getPublic(), VerifyingContentSigner.of(pair));
    }

    private static byte[] request(CertificateEnrollmentData subject, PublicKey key, VerifyingContentSigner signer) {
        try {
            return new PKCS10CertificationRequestBuilder(
                            name(subject), SubjectPublicKeyInfo.getInstance(key.getEncoded()))
                    .build(signer)
                    .getEncoded();
        } catch (IOException impossible) {
            throw new IllegalStateException("A request that was built can be encoded", impossible);
        }
    }

    private static X500Name name(CertificateEnrollmentData subject) {
        return new SubjectNameBuilder()
                .with(BCStyle.CN, subject.commonName())
                .with(BCStyle.SURNAME, subject.surname())
                .with(BCStyle.GIVENNAME, subject.givenName())
                .with(BCStyle.SERIALNUMBER, subject.serialNumber())
                .with(BCStyle.UNIQUE_IDENTIFIER, subject.uniqueIdentifier())
                .with(BCStyle.O, subject.organizationName())
                .with(BCStyle.ORGANIZATION_IDENTIFIER, subject.organizationIdentifier())
                .with(BCStyle.C, subject.countryName())
                .build();
    }

    private static void check(PublicKey key) {
        boolean taken = key instanceof RSAPublicKey rsa
                ? rsa.getModulus().bitLength() == RSA_BITS
                : key instanceof ECPublicKey ec && isP256(ec);
        if (!taken) {
            throw new KsefSigningException(
                    "KSeF certifies keys on P-256 and RSA keys of exactly 2048 bits, and this is "
                            + (key instanceof RSAPublicKey rsa
                                    ? "an RSA key of " + rsa.getModulus().bitLength() + " bits"
                                    : "another " + key.getAlgorithm() + " key")
                            + " (https://github.com/CIRFMF/ksef-docs/blob/main/certyfikaty-KSeF.md): make a new key");
        }
    }

    private static boolean isP256(ECPublicKey key) {
        return P256Curve.CURVE.equals(key.getParams().getCurve());
    }
}
