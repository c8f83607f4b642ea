package dev.ksef.model.session;

import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The status of a session. Online: 100 open, 170 closed, 200 done with at least one valid invoice, 415 key not decrypted, 440
 * nothing was sent, 445 no valid invoice.
 *
 * @param upo the pages of the collective UPO, once KSeF has made them
 */
public record SessionStatus(
        StatusInfo status,
        @Nullable OffsetDateTime dateCreated,
        @Nullable OffsetDateTime dateUpdated,
        @Nullable OffsetDateTime validUntil,
        @Nullable CollectiveUpo upo,
        @Nullable Integer invoiceCount,
        @Nullable Integer successfulInvoiceCount,
        @Nullable Integer failedInvoiceCount) {

    public SessionStatus {
        Objects.requireNonNull(status, "status");
    }
}
