package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.BearerTokens.Claims;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.ForbiddenRequest;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.UnauthorizedRequest;
import java.util.Arrays;
import java.util.Optional;

/** Admits requests by their bearer tokens. */
public final class BearerGate {

    private static final String SCHEME = "Bearer ";

    private final BearerTokens tokens;
    private final AuthenticationRegister authentications;

    public BearerGate(BearerTokens tokens, AuthenticationRegister authentications) {
        this.tokens = tokens;
        this.authentications = authentications;
    }

    /**
     * Gives the login behind a request.
     *
     * @throws UnauthorizedRequest if the token is missing, malformed, expired, of another issuer or for another use
     * @throws ForbiddenRequest if the login does not allow access tokens from this address
     */
    public AuthenticationOperation enter(HttpRequest request, BearerUse... kinds) {
        Claims claims = bearer(request).flatMap(tokens::read).orElseThrow(BearerGate::unknown);
        if (Arrays.stream(kinds).noneMatch(claims::is)) {
            throw new UnauthorizedRequest("Rodzaj tokenu nie pozwala na wykonanie operacji.");
        }
        AuthenticationOperation authentication =
                authentications.find(claims.authenticationReference()).orElseThrow(BearerGate::unknown);
        boolean allowed = authentication.attempt().ipPolicy().allows(request.clientIp());
        if (claims.is(BearerUse.ACCESS) && !allowed) {
            throw ForbiddenRequest.address(request.clientIp());
        }
        return authentication;
    }

    /** KSeF says the same of a token that is missing and of one that is none. */
    private static UnauthorizedRequest unknown() {
        return new UnauthorizedRequest("Wymagane jest uwierzytelnienie.");
    }

    /** The context that a request acts for, by a valid token of any use. */
    public Optional<LoginContext> context(HttpRequest request) {
        return bearer(request)
                .flatMap(tokens::read)
                .flatMap(claims -> authentications.find(claims.authenticationReference()))
                .map(AuthenticationOperation::context);
    }

    private static Optional<String> bearer(HttpRequest request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
