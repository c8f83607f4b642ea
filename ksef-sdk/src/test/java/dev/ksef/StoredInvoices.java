package dev.ksef;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.time.Time;
import dev.ksef.simulator.KsefSimulator;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Tells what KSeF has in the end, by a client of its own that reads as often as it likes. */
final class StoredInvoices implements AutoCloseable {

    private final KsefSimulator simulator;
    private final KsefClient auditor;

    StoredInvoices(KsefSimulator simulator, KsefEnvironment environment, Time time) {
        this.simulator = simulator;
        auditor = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .rateLimiter(RateLimiter.none())
                .build();
    }

    /** Returns how often each number is in KSeF that came since then and begins with the prefix and a slash. */
    Map<String, Integer> withPrefix(String prefix, Instant since) {
        Map<String, Integer> stored = new TreeMap<>();
        PageRequest page = PageRequest.FIRST;
        for (boolean more = true; more; page = page.next()) {
            InvoiceMetadataPage listed = auditor.forNip(simulator.nip())
                    .invoices()
                    .list(InvoiceQuery.asSeller().byInvoicingDate().from(since).build(), page);
            for (InvoiceMetadata invoice : listed.invoices()) {
                if (invoice.invoiceNumber() != null && invoice.invoiceNumber().startsWith(prefix + "/")) {
                    stored.merge(invoice.invoiceNumber(), 1, Integer::sum);
                }
            }
            more = listed.hasMore();
        }
        return stored;
    }

    @Override
    public void close() {
        auditor.close();
    }
}
