package dev.ksef.model.auth;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;

/**
 * A sign-in that KSeF started.
 *
 * @param referenceNumber the number to ask for its status, and later to close the authentication session
 * @param authenticationToken the token for these calls only
 */
public record AuthenticationInit(ReferenceNumber referenceNumber, AuthenticationToken authenticationToken) {

    public AuthenticationInit {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
        Objects.requireNonNull(authenticationToken, "authenticationToken");
    }
}
