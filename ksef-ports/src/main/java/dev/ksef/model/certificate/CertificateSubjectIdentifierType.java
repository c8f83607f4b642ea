package dev.ksef.model.certificate;

import dev.ksef.model.TextValue;

/** The kind of identifier of a certificate's owner. */
public enum CertificateSubjectIdentifierType implements TextValue {
    NIP("Nip"),
    PESEL("Pesel"),
    /** The SHA-256 of the certificate used to sign in. */
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
