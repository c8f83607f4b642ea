package dev.ksef.port;

import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.time.Deadline;

/** One token for one purpose, such as the token of a sign-in under way. */
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
        // There is no better one: the caller sees the 401.
    }

    @Override
    public String toString() {
        return token.toString();
    }
}
