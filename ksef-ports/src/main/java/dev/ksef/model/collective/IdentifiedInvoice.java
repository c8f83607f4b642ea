package dev.ksef.model.collective;

import dev.ksef.model.KsefNumber;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An invoice of a collective identifier. Source: {@code CollectiveIdentifierInvoicesQueryResponseItem} of API 2.8.
 *
 * @param payment what is paid for it; null if nobody said, or it is hidden
 * @param description null if there is none, or it is hidden
 * @param detailsHidden whether payment and description exist, and are shown only to those who made the identifier or are on
 *     the invoice
 * @param collectiveIdentifierNumber the identifier that it belongs to; from API 2.7.1
 */
public record IdentifiedInvoice(
        KsefNumber ksefNumber,
        @Nullable InvoicePayment payment,
        @Nullable String description,
        @Nullable Boolean detailsHidden,
        @Nullable CollectiveIdentifierNumber collectiveIdentifierNumber) {

    public IdentifiedInvoice {
        Objects.requireNonNull(ksefNumber, "ksefNumber");
    }
}
