package dev.ksef.port;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.time.Deadline;

/** Provides one fixed token, such as the token of a sign-in in progress. */
final class FixedBearerSource implements BearerSource {

    private final BearerToken token;

    FixedBearerSource(BearerToken token) {
        this.token = token;
    }

    @Override
    public BearerToken bearer(Deadline deadline) {
        return token;
    }

    @Override
    public void rejected(BearerToken rejected) {
        // There is no other token: the caller gets the 401.
    }

    @Override
    public String toString() {
        return token.toString();
    }
}
