package dev.ksef.model.error;

/** Thrown if KSeF answers with 410: it no longer keeps the requested data, since their time is over. */
public final class KsefGoneException extends KsefApiException {

    private static final long serialVersionUID = 1L;

    public KsefGoneException(Answer answer) {
        super(answer);
    }
}
