package dev.ksef.port.signing;

import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import java.util.Set;

/** A signer whose key lives behind a function. */
final class FunctionSigner implements Signer {

    private final SignerCertificate certificate;
    private final VerifiedSignature signature;
    private final Set<SignatureAlgorithm> algorithms;

    FunctionSigner(SignerCertificate certificate, DigestSigner digestSigner) {
        this.certificate = certificate;
        this.signature = new VerifiedSignature(
                digestSigner, certificate.publicKey(), "the certificate " + certificate.summary());
        this.algorithms = SignatureAlgorithm.fitting(certificate.publicKey());
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
        require(algorithm);
        return signature.of(algorithm, data);
    }

    @Override
    public String toString() {
        return "Signer by a function for " + certificate.summary();
    }
}
