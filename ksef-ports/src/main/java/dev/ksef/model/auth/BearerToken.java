package dev.ksef.model.auth;

import dev.ksef.model.SecretText;
import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * A token of KSeF with its end of life. Its text is opaque. The kinds are classes of their own, so that one can never
 * be sent where another belongs.
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

    /** Neither shown nor sent: a header could not carry it, and engines quote what they refuse. */
    private static String sendable(String token) {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("A token must be made of visible ASCII characters");
        }
        return token;
    }

    /** When KSeF's clock stops accepting it. */
    public final OffsetDateTime validUntil() {
        return validUntil;
    }

    /** {@link #validUntil()} in milliseconds since 1970, made once, so that asking costs nothing. */
    public final long validUntilMillis() {
        return validUntilMillis;
    }
}
