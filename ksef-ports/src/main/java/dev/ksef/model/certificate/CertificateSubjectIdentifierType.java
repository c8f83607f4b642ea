package dev.ksef.model.certificate;

import dev.ksef.model.TextValue;

/** By what KSeF knows whose a certificate is. */
public enum CertificateSubjectIdentifierType implements TextValue {
    NIP("Nip"),
    PESEL("Pesel"),
    /** The SHA-256 of the certificate that was signed in with. */
    FINGERPRINT("Fingerprint");

    private final String value;

    CertificateSubjectIdentifierType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
