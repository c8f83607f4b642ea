package dev.ksef.model.certificate;

import dev.ksef.model.TextValue;

/** Whether a KSeF certificate can be used. */
public enum CertificateStatus implements TextValue {
    /** It can be used within its period of validity. */
    ACTIVE("Active"),
    /** It cannot be used: it is being revoked. */
    BLOCKED("Blocked"),
    /** It was revoked. */
    REVOKED("Revoked"),
    /** It has expired. */
    EXPIRED("Expired");

    private final String value;

    CertificateStatus(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
