package dev.ksef.model.error;

import dev.ksef.model.ReferenceNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown if the deadline passed before KSeF finished. KSeF may still finish: ask again with the reference number. */
public final class KsefDeadlineException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final @Nullable ReferenceNumber referenceNumber;

    public KsefDeadlineException(String message, @Nullable ReferenceNumber referenceNumber) {
        this(message, referenceNumber, null);
    }

    public KsefDeadlineException(String message, @Nullable ReferenceNumber referenceNumber, @Nullable Throwable cause) {
        super(message, cause);
        this.referenceNumber = referenceNumber;
    }

    /** Returns the reference number to ask for later; empty if KSeF had not given one yet. */
    public Optional<ReferenceNumber> referenceNumber() {
        return Optional.ofNullable(referenceNumber);
    }
}
