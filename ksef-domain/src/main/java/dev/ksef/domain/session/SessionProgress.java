package dev.ksef.domain.session;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.port.event.KsefEvent.Progress;
import dev.ksef.port.event.KsefListener;
import org.jspecify.annotations.Nullable;

/** Tells how far KSeF is with one session, whenever that has changed. For one thread: whoever waits for the session. */
final class SessionProgress {

    private final ReferenceNumber session;
    private final KsefListener listener;
    private @Nullable Progress told;

    SessionProgress(ReferenceNumber session, KsefListener listener) {
        this.session = session;
        this.listener = listener;
    }

    void seen(SessionStatus status) {
        // Without a total there is no progress to tell.
        if (status.invoiceCount() == null) {
            return;
        }
        long failed = count(status.failedInvoiceCount());
        long done = failed + count(status.successfulInvoiceCount());
        var progress = new Progress("Session", session, done, failed, Math.max(done, status.invoiceCount()));
        if (!progress.equals(told)) {
            told = progress;
            listener.on(progress);
        }
    }

    private static long count(@Nullable Integer told) {
        return told == null ? 0 : told;
    }
}
