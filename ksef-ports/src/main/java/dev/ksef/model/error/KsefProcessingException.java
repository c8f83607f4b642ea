package dev.ksef.model.error;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.internal.Redaction;

/** KSeF accepted something and then failed it for good. The code decides; its meaning depends on what failed. */
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

    /** The final status, with details. */
    public StatusInfo status() {
        return status;
    }

    /** What failed. */
    public ReferenceNumber referenceNumber() {
        return referenceNumber;
    }
}
