package dev.ksef.model.certificate;

import dev.ksef.model.TextValue;

/** Whether a KSeF certificate can be used. */
public enum CertificateStatus implements TextValue {
    /** It can, within its time. */
    ACTIVE("Active"),
    /** It cannot: it is being revoked. */
    BLOCKED("Blocked"),
    /** It was revoked. */
    REVOKED("Revoked"),
    /** Its time is over. */
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
