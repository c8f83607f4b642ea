package dev.ksef.model.encryption;

import dev.ksef.model.TextValue;
import dev.ksef.model.internal.TextCheck;

/** Identifies a public key of the Ministry: Base64 of the SHA-256 of its SubjectPublicKeyInfo, 44 characters. */
public record PublicKeyId(String value) implements TextValue {

    /** Takes the value from KSeF without checking its form. */
    public PublicKeyId {
        TextCheck.taken(value, "publicKeyId");
    }

    @Override
    public String toString() {
        return value;
    }
}
