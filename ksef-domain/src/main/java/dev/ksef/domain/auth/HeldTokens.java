package dev.ksef.domain.auth;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one context at one moment.
 *
 * @param signIn the sign-in they come from; null where there are none
 * @param ordinal which of the slot's sign-ins that was; 0 where there are none
 */
record HeldTokens(
        @Nullable AccessToken access,
        @Nullable RefreshToken refresh,
        @Nullable ReferenceNumber signIn,
        int ordinal) {

    static final HeldTokens NONE = new HeldTokens(null, null, null, 0);

    /** Nobody gets a token that ends sooner than this: it could die on the way. */
    private static final long MARGIN_MILLIS = 30_000;

    static boolean isGood(@Nullable BearerToken token, long nowMillis) {
        return token != null && token.validUntilMillis() - nowMillis > MARGIN_MILLIS;
    }

    HeldTokens withAccess(@Nullable AccessToken other) {
        return new HeldTokens(other, refresh, signIn, ordinal);
    }

    /** What is left once KSeF has refused to refresh. */
    HeldTokens withoutRefresh() {
        return new HeldTokens(access, null, signIn, ordinal);
    }

    @Override
    public String toString() {
        return "tokens of sign-in " + signIn;
    }
}
