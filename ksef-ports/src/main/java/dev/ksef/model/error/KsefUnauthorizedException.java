package dev.ksef.model.error;

/** 401: KSeF did not take the bearer. */
public final class KsefUnauthorizedException extends KsefApiException {

    private static final long serialVersionUID = 1L;

    public KsefUnauthorizedException(Answer answer) {
        super(answer);
    }
}
