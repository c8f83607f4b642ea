package dev.ksef.model.error;

import dev.ksef.model.ReferenceNumber;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a batch session cannot be completed any more, since a part did not get into KSeF's storage in time, or the session
 * ended before. KSeF processes nothing of such a session, so that its invoices go into another one.
 */
public final class KsefSessionLostException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final ReferenceNumber session;

    public KsefSessionLostException(ReferenceNumber session, String why, @Nullable Throwable cause) {
        super(
                "Batch session " + session + " is lost: " + why
                        + ". KSeF processes nothing of it, and gives no second links: send the invoices in another session",
                cause);
        this.session = session;
    }

    /** Returns the number of the session. */
    public ReferenceNumber session() {
        return session;
    }
}
