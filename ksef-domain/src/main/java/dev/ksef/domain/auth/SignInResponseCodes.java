package dev.ksef.domain.auth;

import java.util.Set;

/**
 * The codes in KSeF's answers that a sign-in reacts to. Each is valid only for the named operations, since the same number
 * means something else in others.
 */
final class SignInResponseCodes {

    /**
     * The challenge is unknown, was used, or is too old: exception of {@code POST /auth/xades-signature} and {@code POST
     * /auth/ksef-token}.
     */
    static final int CHALLENGE_NOT_VALID = 21111;

    /** The tokens are not ready, or were taken already: exception of {@code POST /auth/token/redeem}. */
    static final int NOT_AUTHORISED = 21301;

    /** The sign-in is not known, also for a moment right after its start: exception of {@code GET /auth/{referenceNumber}}. */
    static final int NOT_KNOWN = 21304;

    /**
     * Final refusals, which a repetition would not change: statuses of {@code GET /auth/{referenceNumber}}. 450 wrong token or
     * challenge, 460 bad certificate, 470 deceased person, 480 blocked context.
     */
    static final Set<Integer> REFUSED_FOR_GOOD = Set.of(450, 460, 470, 480);

    /**
     * The request is wrong: HTTP status. Of {@code POST /auth/xades-signature}: the document; of {@code POST
     * /auth/token/refresh}: the refresh token.
     */
    static final int BAD_REQUEST = 400;

    /** The refresh token is no longer valid: HTTP status of {@code POST /auth/token/refresh}. */
    static final int UNAUTHORISED = 401;

    private SignInResponseCodes() {}
}
