package dev.ksef.model.collective;

import dev.ksef.model.ContinuationPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the invoices of collective identifiers, in descending order of their KSeF numbers. */
public record IdentifiedInvoicesPage(@Nullable String continuationToken, List<IdentifiedInvoice> invoices)
        implements ContinuationPage<IdentifiedInvoice> {

    public IdentifiedInvoicesPage {
        invoices = ReceivedCollections.rows(invoices, "invoices");
    }

    @Override
    public List<IdentifiedInvoice> items() {
        return invoices;
    }
}
