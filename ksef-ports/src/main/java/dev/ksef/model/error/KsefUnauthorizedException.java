package dev.ksef.model.error;

/** Thrown if KSeF answers with 401: it did not accept the token. */
public final class KsefUnauthorizedException extends KsefApiException {

    private static final long serialVersionUID = 1L;

    public KsefUnauthorizedException(Answer answer) {
        super(answer);
    }
}
