package dev.ksef.model.signature;

import dev.ksef.model.TextValue;

/** The part of a certificate by which KSeF identifies who signs in. */
public enum SubjectIdentifierType implements TextValue {
    /** By the NIP or PESEL in the subject of the certificate. */
    CERTIFICATE_SUBJECT("certificateSubject"),
    /** By the SHA-256 fingerprint of the certificate, to which rights were granted before. */
    CERTIFICATE_FINGERPRINT("certificateFingerprint");

    private final String value;

    SubjectIdentifierType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
