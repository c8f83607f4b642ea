package dev.ksef.model.auth;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one sign-in, as they are kept.
 *
 * @param accessToken null where it was refused or is over
 * @param refreshToken null where KSeF has nothing to refresh any more
 * @param signIn the sign-in they come from; null where that is not known
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

    /** Returns the tokens of a sign-in that is known by its tokens only. */
    public static StoredTokens of(AuthenticationTokens tokens) {
        return new StoredTokens(Objects.requireNonNull(tokens, "tokens").accessToken(), tokens.refreshToken(), null);
    }
}
