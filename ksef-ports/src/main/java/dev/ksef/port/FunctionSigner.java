package dev.ksef.port;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A signer whose key lives behind a function. */
final class FunctionSigner implements Signer {

    private final SignerCertificate certificate;
    private final DigestSigner digestSigner;
    private final Set<SignatureAlgorithm> algorithms;

    FunctionSigner(SignerCertificate certificate, DigestSigner digestSigner) {
        this.certificate = certificate;
        this.digestSigner = digestSigner;
        this.algorithms = Arrays.stream(SignatureAlgorithm.values())
                .filter(algorithm -> algorithm.fits(certificate.publicKey()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public SignerCertificate certificate() {
        return certificate;
    }

    @Override
    public Set<SignatureAlgorithm> algorithms() {
        return algorithms;
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
        if (!algorithms.contains(algorithm)) {
            throw new KsefSigningException("The key of " + certificate.summary() + " cannot sign with " + algorithm
                    + ", only with " + algorithms);
        }
        for (byte[] signature : readings(ask(algorithm, digest(algorithm, data)))) {
            if (algorithm.verifies(certificate.publicKey(), data, signature)) {
                return signature;
            }
        }
        throw new KsefSigningException(
                "What the signing function returned is no " + algorithm + " signature by the key of the certificate "
                        + certificate.summary() + ": check that it uses this key, the bare hash and these parameters");
    }

    private byte[] ask(SignatureAlgorithm algorithm, byte[] digest) {
        byte[] signature = asked(algorithm, digest);
        if (signature == null) {
            throw new KsefSigningException("The signing function for " + certificate.summary() + " returned nothing");
        }
        return signature.clone();
    }

    /** Null is against the function's contract, and has been seen. */
    private byte @Nullable [] asked(SignatureAlgorithm algorithm, byte[] digest) {
        try {
            return digestSigner.sign(algorithm, digest);
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(interrupted);
        } catch (Exception failure) {
            throw failed(failure);
        }
    }

    /** The class of a failure tells nothing secret; its message might. */
    private KsefSigningException failed(Exception failure) {
        return new KsefSigningException("The signing function for " + certificate.summary() + " failed with "
                + failure.getClass().getName());
    }

    /** Bytes of ECDSA may be read in either notation: which one is meant, the key decides. */
    private List<byte[]> readings(byte[] signature) {
        PublicKey key = certificate.publicKey();
        if (key instanceof ECPublicKey ec && EcdsaValue.isDer(signature, ec)) {
            return List.of(EcdsaValue.ofDer(signature, ec).p1363(), signature);
        }
        return List.of(signature);
    }

    private static byte[] digest(SignatureAlgorithm algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm.digestAlgorithm()).digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has " + algorithm.digestAlgorithm(), impossible);
        }
    }

    @Override
    public String toString() {
        return "Signer by a function for " + certificate.summary();
    }
}
