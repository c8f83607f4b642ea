package dev.ksef.model.auth;

import dev.ksef.model.SecretText;
import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * A token of KSeF with its end of life. Its text is opaque. Each kind has its own class, so that no kind can be sent in place
 * of another.
 */
public abstract sealed class BearerToken extends SecretText permits AuthenticationToken, AccessToken, RefreshToken {

    private static final int LAST_YEAR = 9999;

    private final OffsetDateTime validUntil;
    private final long validUntilMillis;

    BearerToken(String token, OffsetDateTime validUntil) {
        super(sendable(Objects.requireNonNull(token, "token")));
        this.validUntil = Objects.requireNonNull(validUntil, "validUntil");
        this.validUntilMillis = validUntil.getYear() > LAST_YEAR
                ? Long.MAX_VALUE
                : validUntil.toInstant().toEpochMilli();
    }

    /**
     * Checks that a header can carry the token. HTTP engines quote a header that they refuse, so a bad token must not reach
     * them.
     */
    private static String sendable(String token) {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("A token must be made of visible ASCII characters");
        }
        return token;
    }

    /** Returns the time until which KSeF accepts it, by KSeF's clock. */
    public final OffsetDateTime validUntil() {
        return validUntil;
    }

    /** Returns {@link #validUntil()} in milliseconds since 1970. It is computed once. */
    public final long validUntilMillis() {
        return validUntilMillis;
    }
}
