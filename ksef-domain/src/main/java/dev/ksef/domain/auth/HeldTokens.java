package dev.ksef.domain.auth;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one context at one moment. Instants are milliseconds since 1970 by KSeF's clock.
 *
 * @param signIn the sign-in they come from; null if unknown
 * @param ordinal the number of that sign-in among those of this client for the context; 0 if another client signed in
 * @param freshUntilMillis the end of the time in which the access token is served without a renewal
 * @param usableUntilMillis the end of the time in which the access token is served at all
 * @param past the history that still counts; it is part of the state, so that a thread which replaces the state has seen it
 */
record HeldTokens(
        @Nullable AccessToken access,
        @Nullable RefreshToken refresh,
        @Nullable ReferenceNumber signIn,
        int ordinal,
        long freshUntilMillis,
        long usableUntilMillis,
        TokenHistory past) {

    static final HeldTokens NONE =
            new HeldTokens(null, null, null, 0, Long.MIN_VALUE, Long.MIN_VALUE, TokenHistory.NONE);

    /** Tokens that were obtained just now. */
    static HeldTokens of(StoredTokens tokens, int ordinal, TokenMargins margins, long nowMillis) {
        return NONE.with(tokens, ordinal, margins, nowMillis);
    }

    private HeldTokens with(StoredTokens tokens, int number, TokenMargins margins, long nowMillis) {
        AccessToken token = tokens.accessToken();
        return new HeldTokens(
                token,
                tokens.refreshToken(),
                tokens.signIn(),
                number,
                token == null ? Long.MIN_VALUE : margins.replaceFrom(token, nowMillis),
                token == null ? Long.MIN_VALUE : margins.uselessFrom(token),
                past);
    }

    boolean isFresh(long nowMillis) {
        return nowMillis < freshUntilMillis;
    }

    boolean isUsable(long nowMillis) {
        return nowMillis < usableUntilMillis;
    }

    /**
     * Tells whether a store holds newer tokens, which these must not replace. Of one sign-in the later access token is
     * newer, of two sign-ins the later refresh token. What KSeF has refused is not newer.
     */
    boolean isOlderThan(StoredTokens stored) {
        AccessToken theirs = stored.accessToken();
        if (theirs != null && past.rejected(theirs)) {
            return false;
        }
        return isOfTheSignIn(stored) ? endsLater(theirs, access) : endsLater(stored.refreshToken(), refresh);
    }

    private boolean isOfTheSignIn(StoredTokens stored) {
        return Objects.equals(refresh, stored.refreshToken()) || signIn != null && signIn.equals(stored.signIn());
    }

    private static boolean endsLater(@Nullable BearerToken one, @Nullable BearerToken other) {
        return one != null && (other == null || one.validUntilMillis() > other.validUntilMillis());
    }

    boolean isEmpty() {
        return access == null && refresh == null;
    }

    HeldTokens withAccess(AccessToken other, TokenMargins margins, long nowMillis) {
        return with(new StoredTokens(other, refresh, signIn), ordinal, margins, nowMillis);
    }

    HeldTokens withoutAccess() {
        return new HeldTokens(null, refresh, signIn, ordinal, Long.MIN_VALUE, Long.MIN_VALUE, past);
    }

    /** These tokens after KSeF has refused to refresh them. */
    HeldTokens withoutRefresh(long nowMillis) {
        return !isUsable(nowMillis)
                ? NONE.with(past.storeOver())
                : new HeldTokens(access, null, signIn, ordinal, freshUntilMillis, usableUntilMillis, past);
    }

    /** These tokens without one that KSeF refused, which is remembered so that it is not taken up again. */
    HeldTokens without(BearerToken refused) {
        if (refused.equals(access)) {
            return withoutAccess().with(past.rejecting(refused));
        }
        return past.rejected(refused) ? this : with(past.rejecting(refused));
    }

    HeldTokens with(TokenHistory other) {
        return new HeldTokens(access, refresh, signIn, ordinal, freshUntilMillis, usableUntilMillis, other);
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
