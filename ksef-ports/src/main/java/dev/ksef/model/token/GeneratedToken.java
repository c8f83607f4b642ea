package dev.ksef.model.token;

import dev.ksef.model.KsefToken;
import dev.ksef.model.ReferenceNumber;
import java.util.Objects;

/**
 * A KSeF token that was generated. It can be used once its status is {@link TokenStatus#ACTIVE}.
 *
 * @param referenceNumber the number to ask for its status and to revoke it by
 * @param token the secret, which KSeF shows in this answer and never again
 */
public record GeneratedToken(ReferenceNumber referenceNumber, KsefToken token) {

    public GeneratedToken {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
        Objects.requireNonNull(token, "token");
    }
}
