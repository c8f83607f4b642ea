package dev.ksef.domain.auth;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.BearerSource;
import dev.ksef.port.time.Deadline;

/** Serves the tokens of a context that meet a demand. */
record DemandingBearerSource(ContextTokens tokens, TokenDemand demand) implements BearerSource {

    @Override
    public AccessToken bearer(Deadline deadline) {
        return tokens.bearer(demand, deadline);
    }

    @Override
    public void rejected(BearerToken token) {
        tokens.rejected(token);
    }
}
