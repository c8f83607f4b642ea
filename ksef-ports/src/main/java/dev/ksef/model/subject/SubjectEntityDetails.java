package dev.ksef.model.subject;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import org.jspecify.annotations.Nullable;

/**
 * An entity that has a right, as described when it was granted.
 *
 * @param address only where its certificate's fingerprint identifies it
 */
public record SubjectEntityDetails(
        @Nullable OpenEnum<Type> subjectDetailsType,
        @Nullable String fullName,
        @Nullable String address) {

    /** How an entity proves who it is when it signs in. */
    public enum Type implements TextValue {
        /** By its NIP. */
        ENTITY_BY_IDENTIFIER("EntityByIdentifier"),
        /** By the fingerprint of its qualified seal. */
        ENTITY_BY_FINGERPRINT("EntityByFingerprint");

        private final String value;

        Type(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
