package dev.ksef.model.error;

import org.jspecify.annotations.Nullable;

/** No answer that could be understood: the connection failed, timed out, was cut, or something else answered. */
public final class KsefTransportException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final Delivery delivery;

    public KsefTransportException(String message, Delivery delivery, @Nullable Throwable cause) {
        super(message, cause);
        this.delivery = delivery;
    }

    /** Whether KSeF may have acted on the request. */
    public Delivery delivery() {
        return delivery;
    }

    /** What is known about a request that got no answer. */
    public enum Delivery {
        /** It surely did not reach KSeF: repeating it is safe. */
        NOT_SENT,
        /** It may have been processed: look before repeating. */
        UNKNOWN
    }
}
