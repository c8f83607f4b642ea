package dev.ksef.model.testdata;

import dev.ksef.model.TextValue;

/** The kinds of identifier of those who hold rights on TEST. */
public enum TestSubjectIdentifierType implements TextValue {
    NIP("Nip"),
    PESEL("Pesel"),
    /** The SHA-256 fingerprint of a certificate. */
    FINGERPRINT("Fingerprint");

    private final String value;

    TestSubjectIdentifierType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
