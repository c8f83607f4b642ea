package dev.ksef.model.export;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.internal.ReceivedCollections;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A package of invoices that KSeF has made: an archive, cut into parts, each of which is encrypted on its own with the same
 * content key.
 *
 * <p>Source: schema {@code InvoicePackage} of API 2.8.1.
 *
 * @param invoiceCount 0 to 10 000; null if KSeF did not say
 * @param size of all parts together, in bytes
 * @param isTruncated whether the query finds more invoices than are in the package. Required, since who does not know it loses
 *     invoices
 * @param lastIssueDate of the last invoice, if the package is truncated and was filtered by this date
 * @param lastInvoicingDate of the last invoice, if the package is truncated and was filtered by this date
 * @param lastPermanentStorageDate of the last invoice, if the package is truncated and was filtered by this date
 * @param permanentStorageHwmDate up to when KSeF adds no more invoices; only for permanent storage dates
 * @param compressionType since API 2.7.1
 */
public record ExportedPackage(
        @Nullable Long invoiceCount,
        @Nullable Long size,
        List<ExportedPart> parts,
        Boolean isTruncated,
        @Nullable LocalDate lastIssueDate,
        @Nullable OffsetDateTime lastInvoicingDate,
        @Nullable OffsetDateTime lastPermanentStorageDate,
        @Nullable OffsetDateTime permanentStorageHwmDate,
        @Nullable OpenEnum<CompressionType> compressionType) {

    public ExportedPackage {
        parts = ReceivedCollections.rows(parts, "parts");
        Objects.requireNonNull(isTruncated, "isTruncated");
    }
}
