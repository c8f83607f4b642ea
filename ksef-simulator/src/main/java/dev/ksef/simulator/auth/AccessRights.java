package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.Instant;
import java.util.Set;

/**
 * What a login may do in its context at the moment. A taxpayer may do all in its own context and in those of its units,
 * a Peppol provider in its own; all other rights are granted. Access tokens tell the rights of the moment at which they
 * were issued.
 */
public final class AccessRights {

    private final Rights rights;

    public AccessRights(Rights rights) {
        this.rights = rights;
    }

    /** What the login may do now. */
    public Set<Permission> of(AuthenticationOperation login) {
        return of(login.attempt().proof(), login.context());
    }

    /** What somebody who proves this may do now. */
    Set<Permission> of(SignInProof proof, LoginContext context) {
        Set<Permission> held = rights.of(proof.identifiers(), context);
        TaxpayerToken token = proof.token();
        if (token != null) {
            // A KSeF token has never more rights than its author has now.
            held.retainAll(token.terms().permissions());
        }
        return held;
    }

    /** How a sign-in ends for somebody whose certificate or KSeF token is good. */
    ProcessingStatus signIn(SignInProof proof, LoginContext context) {
        if (rights.deceased(proof.identifiers())) {
            return SignInStatuses.DECEASED;
        }
        return of(proof, context).isEmpty() ? SignInStatuses.NO_RIGHTS : SignInStatuses.SUCCESS;
    }

    /**
     * Lets only those have an access token who may do anything at all. It looks at successful sign-ins alone.
     *
     * @throws dev.ksef.simulator.wire.BadRequest 21308 if the one who signed in has died, 21301 without any right, or if the
     *     KSeF token was revoked
     */
    void requireAny(AuthenticationOperation login, Instant now) {
        if (!login.status(now).success()) {
            return;
        }
        TaxpayerToken token = login.attempt().proof().token();
        if (token != null && token.revoked()) {
            throw SignInRefusals.notAuthorised("Token KSeF został unieważniony.");
        }
        if (rights.deceased(login.attempt().proof().identifiers())) {
            throw SignInRefusals.deceased();
        }
        if (of(login).isEmpty()) {
            throw SignInRefusals.notAuthorised("Brak przypisanych uprawnień w kontekście uwierzytelnienia.");
        }
    }
}
