package dev.ksef.model.session;

import dev.ksef.model.ContinuationPage;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a session's invoices. */
public record SessionInvoicesPage(@Nullable String continuationToken, List<SessionInvoice> invoices)
        implements ContinuationPage<SessionInvoice> {

    public SessionInvoicesPage {
        invoices = ReceivedCollections.rows(invoices, "invoices");
    }

    @Override
    public List<SessionInvoice> items() {
        return invoices;
    }
}
