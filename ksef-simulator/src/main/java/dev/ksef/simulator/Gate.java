package dev.ksef.simulator;

import dev.ksef.simulator.BearerTokens.Claims;
import java.util.Arrays;
import java.util.Optional;

/** Lets a request in by its bearer token. */
final class Gate {

    private static final String SCHEME = "Bearer ";

    private final BearerTokens tokens;
    private final Authentications authentications;

    Gate(BearerTokens tokens, Authentications authentications) {
        this.tokens = tokens;
        this.authentications = authentications;
    }

    /**
     * The login behind the request.
     *
     * @throws Unauthorized if the token is missing, malformed, expired, not ours or of none of the kinds
     * @throws Forbidden if the login does not allow this address to use access tokens
     */
    Authentication enter(Request request, BearerKind... kinds) {
        String token = bearer(request).orElseThrow(() -> new Unauthorized("Wymagane jest uwierzytelnienie."));
        Claims claims = tokens.read(token).orElseThrow(() -> new Unauthorized("Token jest nieprawidłowy lub wygasł."));
        if (Arrays.stream(kinds).noneMatch(claims::is)) {
            throw new Unauthorized("Rodzaj tokenu nie pozwala na wykonanie operacji.");
        }
        Authentication authentication = authentications
                .find(claims.authenticationReference())
                .orElseThrow(() -> new Unauthorized("Token jest nieprawidłowy lub wygasł."));
        boolean allowed = authentication.attempt().ipPolicy().allows(request.clientIp());
        if (claims.is(BearerKind.ACCESS) && !allowed) {
            throw Forbidden.address(request.clientIp());
        }
        return authentication;
    }

    /** Whom the request acts for, by a valid token of any kind. */
    Optional<ContextIdentifier> context(Request request) {
        return bearer(request)
                .flatMap(tokens::read)
                .flatMap(claims -> authentications.find(claims.authenticationReference()))
                .map(Authentication::context);
    }

    private static Optional<String> bearer(Request request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
