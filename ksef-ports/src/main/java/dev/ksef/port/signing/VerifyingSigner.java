package dev.ksef.port.signing;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import java.util.Set;

/**
 * Base class for signers on devices and services. It returns a signature only if the key of the certificate verifies it, so
 * that a faulty device or a changed key is noticed at once. ECDSA signatures become r||s; the device may return r||s or DER.
 *
 * <p>Where a function signs hashes, {@link Signer#of} makes the signer, and no subclass is needed.
 */
public abstract class VerifyingSigner implements Signer {

    private final SignerCertificate certificate;
    private final Set<SignatureAlgorithm> algorithms;

    /**
     * Creates the signer of one key.
     *
     * @param algorithms what key and device can sign with, such as {@link SignatureAlgorithm#fitting}
     */
    protected VerifyingSigner(SignerCertificate certificate, Set<SignatureAlgorithm> algorithms) {
        this.certificate = certificate;
        this.algorithms = Set.copyOf(algorithms);
    }

    @Override
    public final SignerCertificate certificate() {
        return certificate;
    }

    @Override
    public final Set<SignatureAlgorithm> algorithms() {
        return algorithms;
    }

    @Override
    public final byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
        require(algorithm);
        return algorithm
                .verified(certificate.publicKey(), data, signOnDevice(algorithm, data))
                .orElseThrow(() -> new KsefSigningException("What " + device() + " returned is no " + algorithm
                        + " signature by the key of the certificate " + certificate.summary() + ": "
                        + mismatchAdvice()));
    }

    /**
     * Signs the data with the device. The device or this method hashes the data.
     *
     * @param algorithm one of {@link #algorithms()}
     * @return for ECDSA r||s or DER
     * @throws KsefSigningException if the device fails
     */
    protected abstract byte[] signOnDevice(SignatureAlgorithm algorithm, byte[] data);

    /** Returns the name of the device for messages, such as {@code the token 'ksef'}. */
    protected abstract String device();

    /** Returns the possible reason, or what to do, if a signature does not verify: the end of a sentence. */
    protected abstract String mismatchAdvice();
}
