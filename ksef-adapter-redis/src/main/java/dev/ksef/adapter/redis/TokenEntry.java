package dev.ksef.adapter.redis;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.internal.content.TextFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the tokens of a key are kept. The names hold a hash of the key, which may have any characters. It stands in braces, so
 * that all names of one entry are in one slot.
 */
record TokenEntry(TokenKey key, String prefix, String hash) {

    private static final Duration MARGIN = Duration.ofDays(1);
    /** Redis refuses what it would reach only by adding to the largest number; this is in the year 10889. */
    private static final long LATEST_MILLIS = 1L << 48;

    static TokenEntry of(TokenKey key, String prefix) {
        return new TokenEntry(key, prefix, hash(TextFormat.bytes(parts(key))));
    }

    private static String[] parts(TokenKey key) {
        return new String[] {
            key.environment(),
            key.context().type().value(),
            key.context().value(),
            key.credentials().value()
        };
    }

    /** Returns 64 digits that stand for a text and reveal nothing of it. */
    static String hash(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /** Returns what the content is bound to. */
    String[] place() {
        String[] parts = parts(key);
        return new String[] {"tokens", parts[0], parts[1], parts[2], parts[3]};
    }

    String tokensName() {
        return prefix + "tokens:{" + hash + "}";
    }

    String leaseName() {
        return prefix + "lease:{" + hash + "}";
    }

    /** Outlives the lease, so that who lost it finds out whether another has held it since. */
    String holderName() {
        return prefix + "holder:{" + hash + "}";
    }

    List<String> leaseNames() {
        return List.of(leaseName(), holderName());
    }

    /**
     * Returns when tokens may be dropped, in milliseconds since 1970, by the clock of Redis; null if never. The end is KSeF's, and no
     * node reckons it anew, so only the clock of Redis matters: the margin is for its error.
     */
    static @Nullable Long end(StoredTokens tokens) {
        long end = Math.max(end(tokens.accessToken()), end(tokens.refreshToken()));
        return end > LATEST_MILLIS ? null : end + MARGIN.toMillis();
    }

    private static long end(@Nullable BearerToken token) {
        return token == null ? Long.MIN_VALUE : token.validUntilMillis();
    }

    /** Returns what is kept here, for messages. */
    @Override
    public String toString() {
        return "the tokens of " + key + " (key " + tokensName() + ")";
    }
}
