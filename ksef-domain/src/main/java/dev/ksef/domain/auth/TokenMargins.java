package dev.ksef.domain.auth;

import dev.ksef.model.auth.BearerToken;
import java.time.Duration;

/**
 * How long before they expire tokens are replaced.
 *
 * @param mandatoryMillis a token that expires sooner than this is not served, since it could expire on the way
 * @param advisoryMillis a token that expires sooner than this, and sooner than a quarter of its lifetime, is replaced ahead of
 *     time
 */
record TokenMargins(long mandatoryMillis, long advisoryMillis) {

    static final TokenMargins USUAL = of(Duration.ofSeconds(30), Duration.ofMinutes(5));

    private static final int PARTS_OF_A_LIFE = 4;

    static TokenMargins of(Duration mandatory, Duration advisory) {
        return new TokenMargins(millis(mandatory, "mandatory"), millis(advisory, "advisory"));
    }

    /** Returns the time from which the token is not served. */
    long uselessFrom(BearerToken token) {
        return token.validUntilMillis() - mandatoryMillis;
    }

    /** Returns the time from which the token, which was obtained just now, is replaced ahead of time. */
    long replaceFrom(BearerToken token, long nowMillis) {
        long quarter = (token.validUntilMillis() - nowMillis) / PARTS_OF_A_LIFE;
        return token.validUntilMillis() - Math.max(mandatoryMillis, Math.min(advisoryMillis, quarter));
    }

    private static long millis(Duration margin, String name) {
        if (margin.isNegative() || margin.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("The " + name + " margin must be between zero and a day, not " + margin);
        }
        return margin.toMillis();
    }
}
