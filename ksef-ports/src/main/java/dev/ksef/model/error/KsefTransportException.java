package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if there was no readable answer: the connection failed, timed out or was cut, or something other than KSeF answered.
 * Also thrown if the answer was HTTP 5xx, and looking did not show what KSeF had done with the request; the message says so.
 */
public final class KsefTransportException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final Delivery delivery;

    public KsefTransportException(String message, Delivery delivery, @Nullable Throwable cause) {
        super(message, cause);
        this.delivery = delivery;
    }

    /** Tells whether KSeF may have acted on the request. */
    public Delivery delivery() {
        return delivery;
    }

    /** What is known about the delivery of a request without an answer. */
    public enum Delivery {
        /** It certainly did not reach KSeF: repeating it is safe. */
        NOT_SENT,
        /** KSeF may have processed it: check before you repeat it. */
        UNKNOWN
    }
}
