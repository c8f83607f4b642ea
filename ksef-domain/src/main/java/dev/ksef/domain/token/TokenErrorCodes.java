package dev.ksef.domain.token;

/** The codes of errors that the use cases of KSeF tokens explain: exceptions of {@code POST /tokens}. */
final class TokenErrorCodes {

    /** A right was asked for that the caller does not have. */
    static final int RIGHT_NOT_HELD = 26001;

    /** The context is of another kind. */
    static final int OTHER_CONTEXT = 26002;

    private TokenErrorCodes() {}
}
