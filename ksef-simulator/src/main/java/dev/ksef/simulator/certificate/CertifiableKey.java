package dev.ksef.simulator.certificate;

import dev.ksef.simulator.wire.BadRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Decides which keys KSeF certifies: RSA of exactly 2048 bits, and EC on P-256 as a named curve. */
public final class CertifiableKey {

    private static final int RSA_BITS = 2048;

    private CertifiableKey() {}

    /**
     * Reads a key that may be certified.
     *
     * @throws BadRequest 25010 if the key is of another kind or length, 25004 if it cannot be read
     */
    static PublicKey of(SubjectPublicKeyInfo info) {
        PublicKey key = key(info);
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() != RSA_BITS) {
            throw CertificateRefusals.unfitKey();
        }
        return key;
    }

    public static boolean fits(PublicKey key) {
        try {
            of(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            return true;
        } catch (BadRequest | IllegalArgumentException unfit) {
            return false;
        }
    }

    private static PublicKey key(SubjectPublicKeyInfo info) {
        try {
            return KeyFactory.getInstance(family(info.getAlgorithm()))
                    .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException noKey) {
            throw CertificateRefusals.malformedRequest();
        }
    }

    private static String family(AlgorithmIdentifier algorithm) {
        ASN1ObjectIdentifier identifier = algorithm.getAlgorithm();
        if (identifier.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return "RSA";
        }
        boolean elliptic = identifier.equals(X9ObjectIdentifiers.id_ecPublicKey);
        if (elliptic && SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters())) {
            return "EC";
        }
        throw CertificateRefusals.unfitKey();
    }
}
