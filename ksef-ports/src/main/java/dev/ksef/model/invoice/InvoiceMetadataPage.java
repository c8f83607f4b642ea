package dev.ksef.model.invoice;

import dev.ksef.model.internal.ReceivedCollections;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of the result of a query. If {@code hasMore} is true, ask for the next page. If {@code isTruncated} is true too,
 * make a new query that begins at the date of the last invoice here, or ends there if the newest come first. An invoice may be
 * found twice: compare KSeF numbers.
 *
 * @param isTruncated whether there are more than the 10 000 invoices that KSeF shows; false if KSeF's value cannot be read,
 *     since it refuses the page after them anyway
 * @param permanentStorageHwmDate only for permanent storage dates: KSeF will add no more invoices up to here. The same on all
 *     pages of a query
 */
public record InvoiceMetadataPage(
        Boolean hasMore,
        Boolean isTruncated,
        @Nullable OffsetDateTime permanentStorageHwmDate,
        List<InvoiceMetadata> invoices) {

    public InvoiceMetadataPage {
        // The reader must know whether to continue: a list that ends too soon loses invoices.
        Objects.requireNonNull(hasMore, "hasMore");
        isTruncated = isTruncated != null && isTruncated;
        invoices = ReceivedCollections.rows(invoices, "invoices");
    }
}
