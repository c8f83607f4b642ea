package dev.ksef.signature.request;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.model.signature.CertificateKind;
import dev.ksef.model.signature.SignerCertificate;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;

/**
 * Checks the certificate of a signature against KSeF's rules.
 *
 * @param selfSignedCounts whether the environment takes self-signed certificates, as TEST does
 * @param now the time at which the certificate must be valid
 */
record CertificateCheck(boolean selfSignedCounts, Instant now) {

    private static final int LEAST_EC_BITS = 256;

    /**
     * Reports what is wrong.
     *
     * @param bySubject whether the certificate signs in by its subject, which then must name a NIP or PESEL
     */
    void report(X509Certificate certificate, boolean bySubject, SignatureDiagnosis diagnosis) {
        reportValidity(certificate, diagnosis);
        if (!selfSignedCounts && isSelfSigned(certificate)) {
            diagnosis.add(Cause.SELF_SIGNED, "The certificate is self-signed, which counts on TEST alone");
        }
        try {
            report(SignerCertificate.of(List.of(certificate)), bySubject, diagnosis);
        } catch (KsefSigningException keyRefused) {
            // The SDK refused it, but KSeF takes more curves than the SDK.
            if (!isLargeEnough(certificate.getPublicKey())) {
                diagnosis.add(Cause.KEY, String.valueOf(keyRefused.getMessage()));
            }
        }
    }

    private static boolean isLargeEnough(PublicKey key) {
        return key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
    }

    private static void report(SignerCertificate certificate, boolean bySubject, SignatureDiagnosis diagnosis) {
        if (certificate.kind() == CertificateKind.KSEF_OFFLINE) {
            diagnosis.add(
                    Cause.CERTIFICATE_TYPE,
                    "The KSeF certificate is of type Offline: it signs the codes of offline invoices and cannot sign in");
        }
        if (bySubject) {
            certificate.subjectProblems().forEach(problem -> diagnosis.add(Cause.CERTIFICATE_ATTRIBUTES, problem));
        }
    }

    private void reportValidity(X509Certificate certificate, SignatureDiagnosis diagnosis) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (now.isAfter(to)) {
            diagnosis.add(Cause.EXPIRED, "The certificate expired at " + to);
        }
        if (now.isBefore(from)) {
            String explanation = now.plus(SignerCertificate.EARLY).isBefore(from)
                    ? ""
                    : ": KSeF wrote its local time as if it were UTC, so that a new certificate of its own begins one or"
                            + " two hours late";
            diagnosis.add(
                    Cause.NOT_YET_VALID, "The certificate begins at " + from + ", and it is " + now + explanation);
        }
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException byAnother) {
            return false;
        }
    }
}
