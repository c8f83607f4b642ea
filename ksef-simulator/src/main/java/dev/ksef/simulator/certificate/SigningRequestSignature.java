package dev.ksef.simulator.certificate;

import dev.ksef.simulator.wire.BadRequest;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** The signature of a signing request: RSA PKCS#1 v1.5, RSA-PSS or ECDSA in DER, each with SHA-1, 256, 384 or 512. */
final class SigningRequestSignature {

    private static final Map<ASN1ObjectIdentifier, String> RSA = Map.of(
            PKCSObjectIdentifiers.sha1WithRSAEncryption, "SHA1withRSA",
            PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA");
    private static final Map<ASN1ObjectIdentifier, String> EC = Map.of(
            X9ObjectIdentifiers.ecdsa_with_SHA1, "SHA1withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA");
    private static final Set<String> HASHES = Set.of("SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private final PublicKey key;
    private final String algorithm;
    private final @Nullable PSSParameterSpec parameters;

    private SigningRequestSignature(PublicKey key, String algorithm, @Nullable PSSParameterSpec parameters) {
        this.key = key;
        this.algorithm = algorithm;
        this.parameters = parameters;
    }

    /**
     * Reads how a request is signed.
     *
     * @throws BadRequest 25011 if KSeF does not accept the algorithm, or the key does not fit it
     */
    static SigningRequestSignature of(AlgorithmIdentifier identifier, PublicKey key) {
        boolean rsa = key.getAlgorithm().equals("RSA");
        if (rsa && identifier.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return new SigningRequestSignature(key, "RSASSA-PSS", pss(identifier));
        }
        String name = (rsa ? RSA : EC).get(identifier.getAlgorithm());
        if (name == null) {
            throw CertificateRefusals.unfitAlgorithm();
        }
        return new SigningRequestSignature(key, name, null);
    }

    private static PSSParameterSpec pss(AlgorithmIdentifier identifier) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(identifier.getParameters().toASN1Primitive().getEncoded());
            PSSParameterSpec pss = parameters.getParameterSpec(PSSParameterSpec.class);
            boolean known = HASHES.contains(pss.getDigestAlgorithm())
                    && pss.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && HASHES.contains(mask.getDigestAlgorithm());
            if (known) {
                return pss;
            }
        } catch (GeneralSecurityException | IOException unreadable) {
            throw CertificateRefusals.unfitAlgorithm();
        }
        throw CertificateRefusals.unfitAlgorithm();
    }

    boolean verifies(byte[] content, byte[] value) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            if (parameters != null) {
                signature.setParameter(parameters);
            }
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(value);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }
}
