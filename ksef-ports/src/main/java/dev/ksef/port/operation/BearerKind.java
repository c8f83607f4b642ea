package dev.ksef.port.operation;

import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;

/** Which kind of token an operation carries. */
public enum BearerKind {
    /** None: the operation is public. */
    NONE,
    /** The token of a sign-in under way. */
    AUTHENTICATION,
    /** The token of a signed-in context. */
    ACCESS,
    /** The token that fetches access tokens. */
    REFRESH,
    /** The access token of a signed-in context, or its refresh token. */
    ACCESS_OR_REFRESH;

    /** Tells whether a token is of this kind. */
    public boolean accepts(BearerToken token) {
        return switch (this) {
            case NONE -> false;
            case AUTHENTICATION -> token instanceof AuthenticationToken;
            case ACCESS -> token instanceof AccessToken;
            case REFRESH -> token instanceof RefreshToken;
            case ACCESS_OR_REFRESH -> ACCESS.accepts(token) || REFRESH.accepts(token);
        };
    }
}
