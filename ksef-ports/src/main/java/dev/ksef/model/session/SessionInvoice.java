package dev.ksef.model.session;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.link.SignedLink;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of a session. Status: 100 and 150 in progress, 200 accepted, 405 to 550 rejected. 440 is a duplicate; the
 * extensions of the status name the original.
 *
 * @param ordinalNumber its place in the session, from 1
 * @param invoiceNumber P_2, if KSeF could read it
 * @param ksefNumber once accepted
 * @param invoiceHash of the plain XML
 * @param acquisitionDate when KSeF assigned its number: the legal date of receipt
 * @param permanentStorageDate later than the acquisition; may stay absent for hours
 * @param upoDownloadUrl absent, too, if it is no address; fetch it without a bearer and never log it
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
        @Nullable SignedLink upoDownloadUrl,
        @Nullable OffsetDateTime upoDownloadUrlExpirationDate,
        @Nullable OpenEnum<InvoicingMode> invoicingMode) {

    public SessionInvoice {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
        // A row with an unreadable status is kept: a caller that looks for a hash must find it.
        status = status == null ? StatusInfo.UNREADABLE : status;
    }

    @Override
    public String toString() {
        return "SessionInvoice[" + referenceNumber + ", " + status.code() + ", " + ksefNumber + "]";
    }
}
