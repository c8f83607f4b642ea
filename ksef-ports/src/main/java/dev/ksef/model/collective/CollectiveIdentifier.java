package dev.ksef.model.collective;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What KSeF tells of a collective identifier. Source: {@code CollectiveIdentifiersQueryResponseItem} and {@code
 * CollectiveIdentifiersByKsefNumberQueryResponseItem} of API 2.8.
 *
 * @param invoiceCount how many invoices it stands for; null in lists of the identifiers of one invoice
 * @param createdInCurrentContext whether this context generated it
 */
public record CollectiveIdentifier(
        CollectiveIdentifierNumber collectiveIdentifierNumber,
        @Nullable OffsetDateTime dateCreated,
        @Nullable Integer invoiceCount,
        @Nullable Boolean createdInCurrentContext) {

    public CollectiveIdentifier {
        Objects.requireNonNull(collectiveIdentifierNumber, "collectiveIdentifierNumber");
    }
}
