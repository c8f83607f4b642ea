package dev.ksef.model.error;

/** 410: KSeF kept it for its time and has it no more. */
public final class KsefGoneException extends KsefApiException {

    private static final long serialVersionUID = 1L;

    public KsefGoneException(Answer answer) {
        super(answer);
    }
}
