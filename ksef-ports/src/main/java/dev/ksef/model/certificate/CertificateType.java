package dev.ksef.model.certificate;

import dev.ksef.model.TextValue;

/** The purpose of a KSeF certificate. Each certificate has exactly one. */
public enum CertificateType implements TextValue {
    /** For signing in: key usage digitalSignature. */
    AUTHENTICATION("Authentication"),
    /** For signing the codes (KOD II) of offline invoices: key usage nonRepudiation. */
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
