package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.BearerTokens.Claims;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.wire.ForbiddenRequest;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.UnauthorizedRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Lets a request with an access token pass that has one of these rights.
     *
     * @throws UnauthorizedRequest as {@link #enter} does
     * @throws ForbiddenRequest if the token has none of the rights
     */
    void require(HttpRequest request, Set<Permission> anyOf) {
        enter(request, BearerUse.ACCESS);
        Set<Permission> present = rights(request);
        if (Collections.disjoint(present, anyOf)) {
            throw ForbiddenRequest.permissions(Permission.names(anyOf), Permission.names(present));
        }
    }

    /** The rights that the token of a request tells. They are those of the moment at which it was issued. */
    public Set<Permission> rights(HttpRequest request) {
        return bearer(request).flatMap(tokens::read).map(Claims::rights).orElseGet(Set::of);
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
