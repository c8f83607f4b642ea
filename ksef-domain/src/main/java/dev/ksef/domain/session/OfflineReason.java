package dev.ksef.domain.session;

import dev.ksef.model.session.InvoicingMode;
import dev.ksef.model.session.SessionInvoice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an invoice is an offline one. It matters for its QR codes: those of an offline invoice were due when it was issued.
 *
 * <p>Source:
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/offline/automatyczne-okreslanie-trybu-offline.md">automatyczne-okreslanie-trybu-offline</a>.
 */
public enum OfflineReason {
    /** It was sent as offline. */
    REQUESTED,
    /** It was sent as online, and KSeF made it offline since its date of issue (P_1) is before the day of sending. */
    ISSUE_DATE,
    /** How the file was sent is not known here: it was sent before, or elsewhere. */
    UNKNOWN;

    /**
     * Why this invoice is offline; empty where it is not, or where KSeF has not said so yet.
     *
     * @param invoice as KSeF shows it
     * @param sentWith how it was sent; null where that is not known
     */
    static Optional<OfflineReason> of(SessionInvoice invoice, @Nullable SendOptions sentWith) {
        if (invoice.invoicingMode() == null || !invoice.invoicingMode().is(InvoicingMode.OFFLINE)) {
            return Optional.empty();
        }
        if (sentWith == null) {
            return Optional.of(UNKNOWN);
        }
        return Optional.of(sentWith.offlineMode() ? REQUESTED : ISSUE_DATE);
    }
}
