package dev.ksef.model.error;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.internal.Redaction;

/**
 * Thrown if KSeF accepted a request, but its processing failed for good. Decide by the status code; its meaning depends on what
 * failed.
 */
public final class KsefProcessingException extends KsefException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_TEXT = 2048;

    private final StatusInfo status;
    private final ReferenceNumber referenceNumber;

    public KsefProcessingException(String what, StatusInfo status, ReferenceNumber referenceNumber) {
        super(what + " " + referenceNumber + " failed with status " + Redaction.of(status.summary(), LONGEST_TEXT));
        this.status = status;
        this.referenceNumber = referenceNumber;
    }

    private KsefProcessingException(String message, KsefProcessingException original) {
        super(message);
        this.status = original.status;
        this.referenceNumber = original.referenceNumber;
    }

    /**
     * Returns an exception with a longer message.
     *
     * @param more what KSeF did not say, such as advice, as the end of a sentence
     */
    public KsefProcessingException adding(String more) {
        return new KsefProcessingException(getMessage() + "; " + more, this);
    }

    /** Returns the final status, with details. */
    public StatusInfo status() {
        return status;
    }

    /** Returns the reference number of what failed. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }
}
