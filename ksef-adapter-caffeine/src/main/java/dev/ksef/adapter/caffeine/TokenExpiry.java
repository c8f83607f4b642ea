package dev.ksef.adapter.caffeine;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.time.Time;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Expires an entry with its refresh token, or with its access token if it has no refresh token. */
record TokenExpiry(Time time) implements Expiry<TokenKey, StoredTokens> {

    @Override
    public long expireAfterCreate(TokenKey key, StoredTokens tokens, long nowNanos) {
        long leftMillis = Math.max(0, endMillis(tokens) - time.wallMillis());
        return TimeUnit.MILLISECONDS.toNanos(leftMillis);
    }

    @Override
    public long expireAfterUpdate(TokenKey key, StoredTokens tokens, long nowNanos, long leftNanos) {
        return expireAfterCreate(key, tokens, nowNanos);
    }

    @Override
    public long expireAfterRead(TokenKey key, StoredTokens tokens, long nowNanos, long leftNanos) {
        return leftNanos;
    }

    private static long endMillis(StoredTokens tokens) {
        @Nullable BearerToken refresh = tokens.refreshToken();
        @Nullable BearerToken last = refresh == null ? tokens.accessToken() : refresh;
        return last == null ? 0 : last.validUntilMillis();
    }
}
