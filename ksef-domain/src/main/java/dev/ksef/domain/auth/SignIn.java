package dev.ksef.domain.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.time.Deadline;

/** Signs in with credentials and obtains tokens. */
@FunctionalInterface
public interface SignIn {

    /**
     * Signs in for a context.
     *
     * @throws dev.ksef.model.error.KsefException if it cannot be done by the deadline
     */
    CompletedSignIn signIn(ContextIdentifier context, Credentials credentials, Deadline deadline);

    /**
     * Returns a sign-in for credentials of every kind.
     *
     * @param token for a KSeF token
     * @param xades for a certificate
     */
    static SignIn byCredentials(KsefTokenSignIn token, XadesSignIn xades) {
        return new SignInByCredentials(token, xades);
    }
}
