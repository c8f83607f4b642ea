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

    /** Returns the final status, with details. */
    public StatusInfo status() {
        return status;
    }

    /** Returns the reference number of what failed. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }
}
