package dev.ksef.port;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.time.Deadline;

/**
 * Provides the token that a call carries. Implemented by the domain, used by transports.
 *
 * <p><b>Threading:</b> safe for many threads; one context never waits for another.
 *
 * <p><b>Failure:</b> every problem with a token is thrown as {@link dev.ksef.model.error.KsefException}, by the caller's
 * deadline at the latest.
 *
 * <p><b>Idempotence:</b> repeated calls return the same token while it is valid.
 *
 * <p><b>Secrets:</b> one source provides tokens of one kind and one context only.
 */
public interface BearerSource {

    /**
     * Returns a token that is valid now.
     *
     * @throws dev.ksef.model.error.KsefException if no token could be obtained by the deadline
     */
    BearerToken bearer(Deadline deadline);

    /** Reports that KSeF refused this token with 401. The token is forgotten; a newer one stays. */
    void rejected(BearerToken token);

    /** Returns the source for calls without a token. */
    static BearerSource none() {
        return NoBearerSource.INSTANCE;
    }

    /** Returns a source that always provides the given token, also after KSeF rejected it. */
    static BearerSource of(BearerToken token) {
        return new FixedBearerSource(token);
    }
}
