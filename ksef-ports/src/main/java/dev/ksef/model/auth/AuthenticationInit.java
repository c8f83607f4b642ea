package dev.ksef.model.auth;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;

/**
 * A sign-in that KSeF took up.
 *
 * @param referenceNumber to ask for its status, and later to close the authentication session
 * @param authenticationToken the bearer for exactly that
 */
public record AuthenticationInit(ReferenceNumber referenceNumber, AuthenticationToken authenticationToken) {

    public AuthenticationInit {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
        Objects.requireNonNull(authenticationToken, "authenticationToken");
    }
}
