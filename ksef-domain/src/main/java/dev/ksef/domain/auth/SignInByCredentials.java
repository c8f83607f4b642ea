package dev.ksef.domain.auth;

import dev.ksef.domain.auth.Credentials.CertificateCredentials;
import dev.ksef.domain.auth.Credentials.SignedElsewhere;
import dev.ksef.domain.auth.Credentials.TokenCredentials;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.time.Deadline;

/**
 * Signs in with credentials of every kind, each in its way.
 *
 * @param token for a KSeF token
 * @param xades for a certificate
 */
record SignInByCredentials(KsefTokenSignIn token, XadesSignIn xades) implements SignIn {

    /**
     * Signs in for a context.
     *
     * @throws KsefException if it cannot be done by the deadline, or not without somebody who signs
     */
    @Override
    public CompletedSignIn signIn(ContextIdentifier context, Credentials credentials, Deadline deadline) {
        if (credentials instanceof TokenCredentials held) {
            return token.signIn(context, held, deadline);
        }
        if (credentials instanceof CertificateCredentials held) {
            return xades.signIn(context, held, deadline);
        }
        throw elsewhere(context, (SignedElsewhere) credentials);
    }

    private static KsefException elsewhere(ContextIdentifier context, SignedElsewhere credentials) {
        return new KsefException("There are no tokens for " + context + ", and signing in as " + credentials.id()
                + " takes somebody who signs: prepare a sign-in (xadesSignIn().prepare), have its document signed within 10"
                + " minutes, and submit it (signIn)");
    }
}
