package dev.ksef.model.invoice;

import dev.ksef.model.internal.ReceivedCollections;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of what a query found. With {@code hasMore} the next page can be asked for; with {@code isTruncated} as well,
 * the query must be made anew, beginning at the date of the last invoice here, or ending there where the newest come
 * first. An invoice may come twice: tell them apart by their KSeF numbers.
 *
 * @param isTruncated whether there are more than the 10 000 that KSeF shows; false where KSeF's word for it cannot be
 *     read, since the page behind them is refused anyway
 * @param permanentStorageHwmDate for permanent storage dates only: up to here nothing will be added any more. The same on
 *     all pages of a query
 */
public record InvoiceMetadataPage(
        Boolean hasMore,
        Boolean isTruncated,
        @Nullable OffsetDateTime permanentStorageHwmDate,
        List<InvoiceMetadata> invoices) {

    public InvoiceMetadataPage {
        // Whoever reads on must know whether to: a list that ends too soon loses invoices.
        Objects.requireNonNull(hasMore, "hasMore");
        isTruncated = isTruncated != null && isTruncated;
        invoices = ReceivedCollections.rows(invoices, "invoices");
    }
}
