package dev.ksef.signature.upo;

import dev.ksef.signature.upo.UpoSignatureVerdict.Check;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Judges an expected certificate whose key signed: what its key is for, and whether it was valid at that time. */
final class SignerCheck {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final X509Certificate certificate;

    SignerCheck(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * Judges the certificate.
     *
     * @param signedAt the time that the signature tells and signs; null if there is none
     */
    void reportTo(VerdictBuilder verdict, @Nullable Instant signedAt) {
        examineKeyUsage(certificate.getKeyUsage(), verdict);
        examineTime(signedAt, verdict);
    }

    private static void examineKeyUsage(boolean @Nullable [] usage, VerdictBuilder verdict) {
        if (usage == null) {
            verdict.notMade(Check.KEY_USAGE, "The certificate does not say what its key is for");
            return;
        }
        verdict.judge(
                Check.KEY_USAGE,
                usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION],
                "The key of the certificate is for something else than signing");
    }

    private void examineTime(@Nullable Instant signedAt, VerdictBuilder verdict) {
        if (signedAt == null) {
            verdict.notMade(Check.VALIDITY, "The signature does not say when it was made, or does not sign it");
            return;
        }
        verdict.signingTime(signedAt);
        verdict.judge(
                Check.VALIDITY,
                !signedAt.isBefore(certificate.getNotBefore().toInstant())
                        && !signedAt.isAfter(certificate.getNotAfter().toInstant()),
                "The certificate was not valid when the signer says the UPO was signed");
    }
}
