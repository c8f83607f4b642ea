package dev.ksef.adapter.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Computes the public key of a private key, since a file may hold the private key alone. */
final class PublicKeyDerivation {

    private PublicKeyDerivation() {}

    static KeyPair pairOf(KeyFile file, PrivateKey key) {
        try {
            if (key instanceof RSAPrivateCrtKey rsa) {
                var numbers = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
                return new KeyPair(
                        SigningProviders.of(SigningProviders.RSA)
                                .keyFactory(SigningProviders.RSA)
                                .generatePublic(numbers),
                        key);
            }
            if (key instanceof ECPrivateKey ec) {
                return new KeyPair(publicKey(ec), key);
            }
            throw file.wrong("has a private key from which no public key can be computed");
        } catch (GeneralSecurityException | IOException damaged) {
            throw file.wrong("has a private key whose public key cannot be computed");
        }
    }

    private static PublicKey publicKey(ECPrivateKey key) throws GeneralSecurityException, IOException {
        byte[] encoded = key.getEncoded();
        try {
            var algorithm = PrivateKeyInfo.getInstance(encoded).getPrivateKeyAlgorithm();
            X9ECParameters curve =
                    ECNamedCurveTable.getByOID(ASN1ObjectIdentifier.getInstance(algorithm.getParameters()));
            var point = new FixedPointCombMultiplier()
                    .multiply(curve.getG(), key.getS())
                    .normalize();
            var info = new SubjectPublicKeyInfo(algorithm, point.getEncoded(false));
            return SigningProviders.of(SigningProviders.EC)
                    .keyFactory(SigningProviders.EC)
                    .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } finally {
            KeyFileContents.clear(encoded);
        }
    }
}
