package dev.ksef.domain.token;

import dev.ksef.model.error.KsefException;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokenStatus;
import java.util.Optional;

/** What the states of a token mean to whoever waits for it. */
final class TokenStates {

    private TokenStates() {}

    /**
     * Returns the token if it is active; empty if it is not yet, or its state is unknown to this version.
     *
     * @throws KsefException if it will never be active
     */
    static Optional<TokenMetadata> active(TokenMetadata token) {
        if (token.is(TokenStatus.FAILED)) {
            throw new KsefException("KSeF token " + token.referenceNumber() + " could not be activated"
                    + (token.statusDetails().isEmpty() ? "" : " " + token.statusDetails())
                    + ", and never can: generate another one");
        }
        if (token.is(TokenStatus.REVOKING) || token.is(TokenStatus.REVOKED)) {
            throw new KsefException("KSeF token " + token.referenceNumber()
                    + " was revoked, and nobody can sign in with it any more: generate another one");
        }
        return token.is(TokenStatus.ACTIVE) ? Optional.of(token) : Optional.empty();
    }
}
