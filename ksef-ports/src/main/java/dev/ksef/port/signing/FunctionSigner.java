package dev.ksef.port.signing;

import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import java.util.Set;

/** A signer that signs by a function. */
final class FunctionSigner extends VerifyingSigner {

    private final DigestSignerCall call;

    FunctionSigner(SignerCertificate certificate, Set<SignatureAlgorithm> algorithms, DigestSigner digestSigner) {
        super(certificate, algorithms);
        this.call = new DigestSignerCall(digestSigner, "the certificate " + certificate.summary());
    }

    @Override
    protected byte[] signOnDevice(SignatureAlgorithm algorithm, byte[] data) {
        return call.sign(algorithm, data);
    }

    @Override
    protected String device() {
        return DigestSignerCall.DEVICE;
    }

    @Override
    protected String mismatchAdvice() {
        return DigestSignerCall.MISMATCH_ADVICE;
    }

    @Override
    public String toString() {
        return "Signer by a function for " + certificate().summary();
    }
}
