package dev.ksef.port;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.time.Deadline;

/**
 * Yields the token that a call carries. Implemented by the domain, used by transports.
 *
 * <p><b>Threading:</b> safe for many threads; one context never waits for another.
 *
 * <p><b>Failure:</b> whatever stands in the way of a token is thrown as {@link dev.ksef.model.error.KsefException}; no
 * deadline of the caller is overrun.
 *
 * <p><b>Idempotence:</b> asking again yields the same token as long as it is good.
 *
 * <p><b>Secrets:</b> one source yields tokens of one kind and one context only, never of another.
 */
public interface BearerSource {

    /**
     * A token that is good now.
     *
     * @throws dev.ksef.model.error.KsefException if none could be had by the deadline
     */
    BearerToken bearer(Deadline deadline);

    /** Tells that KSeF refused this token with 401: it is forgotten, a newer one stays. */
    void rejected(BearerToken token);

    /** The source for calls that carry none. */
    static BearerSource none() {
        return NoBearerSource.INSTANCE;
    }

    /** The source that always yields the given token, and has nothing better once that is rejected. */
    static BearerSource of(BearerToken token) {
        return new FixedBearerSource(token);
    }
}
