package dev.ksef.domain.auth;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.BearerSource;
import dev.ksef.port.time.Deadline;

/** Serves those tokens of a context that are acceptable. */
record RestrictedBearerSource(ContextTokens tokens, TokenDemand acceptable) implements BearerSource {

    @Override
    public AccessToken bearer(Deadline deadline) {
        return tokens.bearer(acceptable, deadline);
    }

    @Override
    public void rejected(BearerToken token) {
        tokens.rejected(token);
    }
}
