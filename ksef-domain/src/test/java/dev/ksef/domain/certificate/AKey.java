package dev.ksef.domain.certificate;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.port.NewKey;
import dev.ksef.port.Signer;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A new EC key in memory, whose signatures are real. */
final class AKey implements NewKey {

    final KeyPair pair = Der.ec();
    final List<CertificateEnrollmentData> subjects = new ArrayList<>();
    final List<X509Certificate> certificates = new ArrayList<>();
    RuntimeException refusal;

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
        return Signer.of(chain, (algorithm, digest) -> {
            Signature signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(digest);
            return signature.sign();
        });
    }
}
