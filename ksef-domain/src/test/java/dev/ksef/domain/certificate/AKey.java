package dev.ksef.domain.certificate;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A new EC key in memory, whose signatures are real. */
final class AKey implements NewKey {

    final KeyPair pair = Der.ec();
    final List<CertificateEnrollmentData> subjects = new ArrayList<>();
    final List<X509Certificate> certificates = new ArrayList<>();
    RuntimeException refusal;
    /** As signers in files and devices do, it takes up no certificate that begins much later, if there is a clock. */
    InstantSource clock;

    @Override
    public byte[] certificationRequest(CertificateEnrollmentData subject) {
        subjects.add(subject);
        return Der.application(pair.getPublic());
    }

    @Override
    public Signer certified(List<X509Certificate> chain) {
        if (refusal != null) {
            throw refusal;
        }
        certificates.addAll(chain);
        if (clock != null) {
            SignerCertificate.of(chain).requireValid(clock.instant());
        }
        return Signer.of(chain, (algorithm, digest) -> {
            Signature signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(digest);
            return signature.sign();
        });
    }
}
