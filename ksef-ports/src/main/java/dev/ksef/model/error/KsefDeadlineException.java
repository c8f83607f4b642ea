package dev.ksef.model.error;

import dev.ksef.model.ReferenceNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** We stopped waiting; KSeF may still finish. Resume with the reference number. */
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

    /** What to ask for later, where KSeF had named it already. */
    public Optional<ReferenceNumber> referenceNumber() {
        return Optional.ofNullable(referenceNumber);
    }
}
