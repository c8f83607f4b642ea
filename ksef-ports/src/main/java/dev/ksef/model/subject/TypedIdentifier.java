package dev.ksef.model.subject;

import org.jspecify.annotations.Nullable;

/** An identifier that travels together with its type. What KSeF sends may have an unknown type or another form. */
public interface TypedIdentifier {

    /** Returns the text of the identifier; null where the type says all. */
    @Nullable
    String value();

    /** Tells whether its type is known and its value has the form of that type. */
    boolean hasKnownForm();

    /**
     * Returns the identifier if it can be sent.
     *
     * @param role what it stands for, for the message
     * @throws IllegalArgumentException if its type is unknown, or its value has another form
     */
    static <T extends TypedIdentifier> T sendable(T identifier, String role) {
        if (!identifier.hasKnownForm()) {
            throw new IllegalArgumentException(
                    "The " + role
                            + " has a type that is unknown, or a value of another form, and cannot be sent: make it with of(...)");
        }
        return identifier;
    }
}
