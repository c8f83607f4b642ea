package dev.ksef.model.error;

import dev.ksef.model.ReferenceNumber;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thrown if an export will not yield its package any more: start it again. No invoice is lost by that. */
public final class KsefExportLostException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final ReferenceNumber export;
    private final Reason reason;

    public KsefExportLostException(ReferenceNumber export, Reason reason, String why, @Nullable Throwable cause) {
        super("Export " + export + " is lost: " + why + ". Start it again", cause);
        this.export = Objects.requireNonNull(export, "export");
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Returns the number of the export. */
    public ReferenceNumber export() {
        return export;
    }

    /** Tells why it is lost. */
    public Reason reason() {
        return reason;
    }

    /** Why an export is lost. */
    public enum Reason {
        /** Its time is over: status 210, or HTTP 410. */
        EXPIRED,
        /** KSeF did not finish it in the time that the application allows. It goes on counting among those under way. */
        STUCK,
        /** KSeF cancelled it: status 550. */
        CANCELLED,
        /** KSeF declared another hash or size than that of what it sends, twice alike. */
        WRONG_HASH,
        /** KSeF made the package anew, otherwise, while it was fetched. */
        CHANGED,
        /** KSeF described its package without one of its parts, or one of them twice. */
        INCOMPLETE
    }
}
