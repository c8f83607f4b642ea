package dev.ksef.domain.token;

import dev.ksef.model.KsefToken;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.token.TokenMetadata;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A KSeF token that was generated. Store its secret and its number: with the secret an application signs in, by the number the
 * token is revoked.
 */
public final class NewKsefToken {

    private final KsefTokens tokens;
    private final ReferenceNumber referenceNumber;
    private final @Nullable KsefToken token;

    /**
     * @param token null where another process generated it
     */
    NewKsefToken(KsefTokens tokens, ReferenceNumber referenceNumber, @Nullable KsefToken token) {
        this.tokens = tokens;
        this.referenceNumber = referenceNumber;
        this.token = token;
    }

    /** Returns the number of the token. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }

    /**
     * Returns the secret, for {@code Credentials.ksefToken} and for a safe place. KSeF does not show it again.
     *
     * @throws KsefException if it is not known here, since another process generated the token
     */
    public KsefToken token() {
        if (token == null) {
            throw new KsefException("The secret of KSeF token " + referenceNumber
                    + " is not known here: KSeF showed it once, when the token was generated. If nobody stored it, revoke"
                    + " token " + referenceNumber + " and generate another one");
        }
        return token;
    }

    /**
     * Waits until an application can sign in with the token.
     *
     * @throws KsefException if it cannot be activated, or was revoked
     * @throws dev.ksef.model.error.KsefDeadlineException if it is not active in time; it has the number to ask for it later
     */
    public TokenMetadata await(Duration patience) {
        return tokens.await(referenceNumber, patience);
    }

    /** Shows the number, but not the secret. */
    @Override
    public String toString() {
        return "NewKsefToken[" + referenceNumber + "]";
    }
}
