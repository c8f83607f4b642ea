package dev.ksef.model.token;

import dev.ksef.model.TextValue;

/** The kinds of identifier of the subject that generated a KSeF token. */
public enum TokenAuthorType implements TextValue {
    NIP("Nip"),
    PESEL("Pesel"),
    /** The SHA-256 fingerprint of a certificate. */
    FINGERPRINT("Fingerprint");

    private final String value;

    TokenAuthorType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
