package dev.ksef.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A secret text. {@link #toString()} does not show it, and it is compared in constant time. */
public abstract class SecretText {

    private final String text;

    protected SecretText(String text) {
        this.text = text;
    }

    /** Returns the secret itself. Never log it, never put it into a message. */
    public final String reveal() {
        return text;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other != null
                && getClass() == other.getClass()
                && MessageDigest.isEqual(utf8(), ((SecretText) other).utf8());
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[redacted]";
    }

    private byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
