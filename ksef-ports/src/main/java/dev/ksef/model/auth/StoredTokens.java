package dev.ksef.model.auth;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one sign-in, as a store keeps them.
 *
 * @param accessToken null if it was refused or has expired
 * @param refreshToken null if KSeF no longer refreshes
 * @param signIn the sign-in they come from; null if unknown
 */
public record StoredTokens(
        @Nullable AccessToken accessToken,
        @Nullable RefreshToken refreshToken,
        @Nullable ReferenceNumber signIn) {

    /**
     * @throws IllegalArgumentException if there is no token at all
     */
    public StoredTokens {
        if (accessToken == null && refreshToken == null) {
            throw new IllegalArgumentException("There is no token to keep: remove the entry instead");
        }
    }

    /** Returns the tokens of a sign-in whose reference number is unknown. */
    public static StoredTokens of(AuthenticationTokens tokens) {
        return new StoredTokens(Objects.requireNonNull(tokens, "tokens").accessToken(), tokens.refreshToken(), null);
    }
}
