package dev.ksef.domain.auth;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one context at one moment. Instants are milliseconds since 1970 by KSeF's clock.
 *
 * @param signIn the sign-in they come from; null where that is not known
 * @param ordinal which of this client's sign-ins for the context that was; 0 where it was none of them
 * @param freshUntilMillis until when the access token is given out without a second look
 * @param usableUntilMillis until when the access token is given out at all
 */
record HeldTokens(
        @Nullable AccessToken access,
        @Nullable RefreshToken refresh,
        @Nullable ReferenceNumber signIn,
        int ordinal,
        long freshUntilMillis,
        long usableUntilMillis) {

    static final HeldTokens NONE = new HeldTokens(null, null, null, 0, Long.MIN_VALUE, Long.MIN_VALUE);

    /** Tokens that were obtained just now. */
    static HeldTokens of(
            @Nullable AccessToken access,
            @Nullable RefreshToken refresh,
            @Nullable ReferenceNumber signIn,
            int ordinal,
            Margins margins,
            long nowMillis) {
        return access == null
                ? new HeldTokens(null, refresh, signIn, ordinal, Long.MIN_VALUE, Long.MIN_VALUE)
                : new HeldTokens(
                        access,
                        refresh,
                        signIn,
                        ordinal,
                        margins.replaceFrom(access, nowMillis),
                        margins.uselessFrom(access));
    }

    boolean isFresh(long nowMillis) {
        return nowMillis < freshUntilMillis;
    }

    boolean isUsable(long nowMillis) {
        return nowMillis < usableUntilMillis;
    }

    HeldTokens withAccess(AccessToken other, Margins margins, long nowMillis) {
        return of(other, refresh, signIn, ordinal, margins, nowMillis);
    }

    HeldTokens withoutAccess() {
        return new HeldTokens(null, refresh, signIn, ordinal, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /** What is left once KSeF has refused to refresh. */
    HeldTokens withoutRefresh() {
        return new HeldTokens(access, null, signIn, ordinal, freshUntilMillis, usableUntilMillis);
    }

    /**
     * @throws IllegalArgumentException if there is no token
     */
    StoredTokens toStore() {
        return new StoredTokens(access, refresh, signIn);
    }

    @Override
    public String toString() {
        return "tokens of sign-in " + signIn;
    }
}
