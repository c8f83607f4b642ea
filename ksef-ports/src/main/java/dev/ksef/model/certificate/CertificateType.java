package dev.ksef.model.certificate;

import dev.ksef.model.TextValue;

/** What a KSeF certificate is for: exactly one of the two. */
public enum CertificateType implements TextValue {
    /** To sign in with: key usage digitalSignature. */
    AUTHENTICATION("Authentication"),
    /** To sign the codes (KOD II) of offline invoices with: key usage nonRepudiation. */
    OFFLINE("Offline");

    private final String value;

    CertificateType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
