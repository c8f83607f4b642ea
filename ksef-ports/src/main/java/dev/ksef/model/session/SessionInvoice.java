package dev.ksef.model.session;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of a session. Status: 100 and 150 on its way, 200 accepted, 405 to 550 rejected; 440 is a duplicate and
 * names the original in the status' extensions.
 *
 * @param ordinalNumber its place in the session, from 1
 * @param invoiceNumber P_2, where KSeF could read it
 * @param ksefNumber once accepted
 * @param invoiceHash of the plain XML
 * @param acquisitionDate when the number was given: the legal date of receipt
 * @param permanentStorageDate later than the acquisition; may stay absent for hours
 * @param upoDownloadUrl a signed link; it must be fetched without a bearer and never be logged
 */
public record SessionInvoice(
        ReferenceNumber referenceNumber,
        StatusInfo status,
        @Nullable Integer ordinalNumber,
        @Nullable String invoiceNumber,
        @Nullable KsefNumber ksefNumber,
        @Nullable Sha256 invoiceHash,
        @Nullable String invoiceFileName,
        @Nullable OffsetDateTime invoicingDate,
        @Nullable OffsetDateTime acquisitionDate,
        @Nullable OffsetDateTime permanentStorageDate,
        @Nullable String upoDownloadUrl,
        @Nullable OffsetDateTime upoDownloadUrlExpirationDate,
        @Nullable OpenEnum<InvoicingMode> invoicingMode) {

    public SessionInvoice {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
        // A row whose status cannot be read is still a row: who looks for a hash must find it.
        status = status == null ? StatusInfo.UNREADABLE : status;
    }

    @Override
    public String toString() {
        return "SessionInvoice[" + referenceNumber + ", " + status.code() + ", " + ksefNumber + "]";
    }
}
