package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.signing.DigestSigner;
import dev.ksef.port.signing.Signer;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;

/** Has a key in memory, in a device or behind a function sign what Bouncy Castle builds, and verifies the signature. */
final class VerifyingContentSigner implements ContentSigner {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final PublicKey key;
    private final SignatureAlgorithm algorithm;
    private final UnaryOperator<byte[]> signing;

    private VerifyingContentSigner(PublicKey key, SignatureAlgorithm algorithm, UnaryOperator<byte[]> signing) {
        this.key = key;
        this.algorithm = algorithm;
        this.signing = signing;
    }

    static VerifyingContentSigner of(PublicKey key, DigestSigner device) {
        SignatureAlgorithm algorithm = algorithm(key);
        return new VerifyingContentSigner(key, algorithm, data -> device.signed(algorithm, key, data));
    }

    static VerifyingContentSigner of(KeyPair pair) {
        SignatureAlgorithm algorithm = algorithm(pair.getPublic());
        var key = new LocalPrivateKey(pair.getPrivate());
        return new VerifyingContentSigner(pair.getPublic(), algorithm, data -> {
            try {
                return key.sign(algorithm, data);
            } catch (GeneralSecurityException failed) {
                throw new KsefSigningException(
                        "The JDK could not sign with a new key (" + RootCause.told(failed) + ")");
            }
        });
    }

    static VerifyingContentSigner of(PublicKey key, Signer signer) {
        SignatureAlgorithm algorithm = algorithm(key);
        return new VerifyingContentSigner(key, algorithm, data -> signer.sign(algorithm, data));
    }

    private static SignatureAlgorithm algorithm(PublicKey key) {
        try {
            return SignatureAlgorithm.forXades(key);
        } catch (IllegalArgumentException unknown) {
            throw new KsefSigningException("A key of kind " + key.getAlgorithm() + " cannot sign: use RSA or EC");
        }
    }

    /** Named here, since Bouncy Castle's finder cannot be loaded where an application brings an older bcprov. */
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return switch (algorithm) {
            case RSA_PKCS1_SHA256 ->
                new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            case ECDSA_SHA256 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            case ECDSA_SHA384 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
            case ECDSA_SHA512 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA512);
            default -> throw new IllegalStateException("not the usual algorithm of any key: " + algorithm);
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    /** In requests and certificates ECDSA is DER. */
    @Override
    public byte[] getSignature() {
        byte[] data = content.toByteArray();
        byte[] signature = signing.apply(data);
        if (!algorithm.verifies(key, data, signature)) {
            throw new KsefSigningException("The signature was not made by the key it is for: let the device sign with"
                    + " the key whose public key was given");
        }
        return key instanceof ECPublicKey ec ? EcdsaValue.ofP1363(signature, ec).der() : signature;
    }
}
