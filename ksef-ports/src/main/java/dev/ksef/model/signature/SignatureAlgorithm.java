package dev.ksef.model.signature;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The signature algorithms that this SDK uses: some of those that KSeF accepts.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md">podpis-xades</a> (XAdES),
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md">kody-qr</a> (KOD II).
 */
public enum SignatureAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256: XAdES with an RSA key. */
    RSA_PKCS1_SHA256("SHA-256", "SHA256withRSA"),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RSA_PKCS1_SHA384("SHA-384", "SHA384withRSA"),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RSA_PKCS1_SHA512("SHA-512", "SHA512withRSA"),
    /** RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes: KOD II with an RSA key. */
    RSA_PSS_SHA256("SHA-256", "RSASSA-PSS"),
    /** ECDSA with SHA-256: XAdES and KOD II with a P-256 key. */
    ECDSA_SHA256("SHA-256", "SHA256withECDSAinP1363Format"),
    /** ECDSA with SHA-384: XAdES with a P-384 key. */
    ECDSA_SHA384("SHA-384", "SHA384withECDSAinP1363Format"),
    /** ECDSA with SHA-512: XAdES with a P-521 key. */
    ECDSA_SHA512("SHA-512", "SHA512withECDSAinP1363Format");

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String digestAlgorithm;
    private final String jcaName;

    SignatureAlgorithm(String digestAlgorithm, String jcaName) {
        this.digestAlgorithm = digestAlgorithm;
        this.jcaName = jcaName;
    }

    /** Returns the hash function as the JCA names it: {@code SHA-256}, {@code SHA-384} or {@code SHA-512}. */
    public String digestAlgorithm() {
        return digestAlgorithm;
    }

    /** Returns the name for {@code Signature.getInstance}, with ECDSA as r||s. PSS needs {@link #pssParameters()}, too. */
    public String jcaName() {
        return jcaName;
    }

    /** Returns the hash, mask generation and salt that KSeF wants for RSASSA-PSS. */
    public static PSSParameterSpec pssParameters() {
        return PSS;
    }

    /** Tells whether it is ECDSA, with values r||s of fixed length. */
    public boolean isEcdsa() {
        return this == ECDSA_SHA256 || this == ECDSA_SHA384 || this == ECDSA_SHA512;
    }

    /** Tells whether keys of this kind can sign with this algorithm. For ECDSA the curve decides the hash. */
    public boolean fits(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return this == ofCurve(ec);
        }
        return key instanceof RSAPublicKey && !isEcdsa();
    }

    /** Returns all algorithms that keys of this kind can sign with; empty if there is none. */
    public static Set<SignatureAlgorithm> fitting(PublicKey key) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.fits(key)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the algorithm for XAdES signatures with such a key: RSASSA-PKCS1-v1_5 with SHA-256, or ECDSA with the hash
     * that fits the curve.
     *
     * @throws IllegalArgumentException if the key is neither RSA nor EC
     */
    public static SignatureAlgorithm forXades(PublicKey key) {
        return key instanceof RSAPublicKey ? RSA_PKCS1_SHA256 : ecdsa(key);
    }

    /**
     * Returns the algorithm for KOD II with such a key: RSASSA-PSS or ECDSA with SHA-256.
     *
     * @throws IllegalArgumentException if the key is neither RSA nor on P-256
     */
    public static SignatureAlgorithm forCode(PublicKey key) {
        if (key instanceof RSAPublicKey) {
            return RSA_PSS_SHA256;
        }
        SignatureAlgorithm algorithm = ecdsa(key);
        if (algorithm != ECDSA_SHA256) {
            throw new IllegalArgumentException(
                    "A KOD II is signed with RSA or with a key on P-256, not on another curve");
        }
        return algorithm;
    }

    private static SignatureAlgorithm ecdsa(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            return ofCurve(ec);
        }
        throw new IllegalArgumentException("No signature algorithm is known for keys of kind " + key.getAlgorithm());
    }

    private static SignatureAlgorithm ofCurve(ECPublicKey key) {
        int bits = key.getParams().getOrder().bitLength();
        return bits <= 256 ? ECDSA_SHA256 : bits <= 384 ? ECDSA_SHA384 : ECDSA_SHA512;
    }

    /**
     * Checks what a device returned as the signature of the data, and brings it into the form that a
     * {@link dev.ksef.port.signing.Signer} gives.
     *
     * @param signature for ECDSA r||s or DER
     * @return a copy, for ECDSA as r||s; empty if it was not made with the private key of this public one
     */
    public Optional<byte[]> verified(PublicKey key, byte[] data, byte[] signature) {
        return readings(key, signature.clone())
                .filter(reading -> verifies(key, data, reading))
                .findFirst();
    }

    /** Bytes that are DER could also be r||s: verification with the key decides. */
    private static Stream<byte[]> readings(PublicKey key, byte[] signature) {
        return key instanceof ECPublicKey ec && EcdsaValue.isDer(signature, ec)
                ? Stream.of(EcdsaValue.ofDer(signature, ec).p1363(), signature)
                : Stream.of(signature);
    }

    /** Tells whether the signature over the data was made with the private key of this public one; ECDSA as r||s. */
    public boolean verifies(PublicKey key, byte[] data, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(jcaName);
            if (this == RSA_PSS_SHA256) {
                verifier.setParameter(PSS);
            }
            verifier.initVerify(key);
            verifier.update(data);
            return verifier.verify(signature);
        } catch (GeneralSecurityException noSignature) {
            // A key of another kind, or bytes that are no signature at all.
            return false;
        }
    }
}
