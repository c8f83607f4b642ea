package dev.ksef.domain.certificate;

import dev.ksef.domain.internal.ErrorAdvice;
import dev.ksef.model.certificate.CertificateLimits;
import dev.ksef.model.error.KsefException;
import java.util.Map;
import java.util.function.Supplier;

/** Explains KSeF's refusals of applications, which come in Polish and do not say what to do. */
final class EnrollmentRefusals {

    private static final String SIGN_IN_OTHERWISE =
            "certificates are applied for after a sign-in with a signature (XAdES)"
                    + " alone, not with a KSeF token: use a client whose credentials are a certificate";
    private static final String OTHER_SUBJECT = "the subject of the application must be what KSeF returned, value by"
            + " value: check how the new key writes it";
    private static final String FEWER = "revoke certificates that are not used any more, and try again";

    private static final ErrorAdvice ADVICE = new ErrorAdvice(Map.of(
            CertificateErrorCodes.NO_SUBJECT,
            SIGN_IN_OTHERWISE,
            CertificateErrorCodes.MAY_NOT_APPLY,
            SIGN_IN_OTHERWISE,
            CertificateErrorCodes.OTHER_SUBJECT,
            OTHER_SUBJECT,
            CertificateErrorCodes.UNREADABLE_APPLICATION,
            "the application or its signature cannot be read: it must be PKCS#10 in DER, its texts in UTF-8",
            CertificateErrorCodes.TOO_MANY_APPLICATIONS,
            "every application counts, whatever became of it; the Ministry alone can raise the limit",
            CertificateErrorCodes.TOO_MANY_CERTIFICATES,
            FEWER,
            CertificateErrorCodes.KEY_NOT_TAKEN,
            "the new key must be RSA of exactly 2048 bits, or on the curve P-256",
            CertificateErrorCodes.SIGNATURE_NOT_TAKEN,
            "the application must be signed with RSA or ECDSA and SHA-256"));

    private EnrollmentRefusals() {}

    /** Makes a call; adds to a refusal what to do. */
    static <T> T explained(Supplier<T> call) {
        return ADVICE.explaining(call);
    }

    /**
     * Refuses, if KSeF would accept no application.
     *
     * @throws KsefException if it would accept none
     */
    static void requireRoom(CertificateLimits limits) {
        if (limits.forbidsRequest()) {
            throw new KsefException("KSeF takes no application for a certificate now: " + limits.summary()
                    + ". Nothing was applied for; " + FEWER);
        }
    }
}
