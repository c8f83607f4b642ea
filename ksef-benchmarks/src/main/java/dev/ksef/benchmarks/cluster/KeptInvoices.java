package dev.ksef.benchmarks.cluster;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Sha256;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.simulator.KsefSimulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the simulator has at the end, as the sellers themselves see it.
 *
 * @param hashes of all invoices, in Base64, some twice if they were taken twice
 * @param numbers the KSeF numbers
 */
record KeptInvoices(List<String> hashes, Set<String> numbers) {

    static KeptInvoices of(KsefSimulator simulator, Workload workload, Instant since) {
        List<String> hashes = new ArrayList<>();
        Set<String> numbers = new TreeSet<>();
        try (KsefClient auditor = KsefClient.builder()
                .environment(KsefEnvironment.custom("audit", simulator.baseUri().toString(), "http://127.0.0.1"))
                .credentials(context -> Credentials.ksefToken(simulator.tokens().get(context.value())))
                .build()) {
            InvoiceQuery all =
                    InvoiceQuery.asSeller().byInvoicingDate().from(since).build();
            for (String nip : workload.nips()) {
                auditor.forNip(nip).invoices().stream(all).forEach(invoice -> {
                    hashes.add(hash(invoice));
                    numbers.add(invoice.ksefNumber().value());
                });
            }
        }
        return new KeptInvoices(List.copyOf(hashes), Set.copyOf(numbers));
    }

    private static String hash(InvoiceMetadata invoice) {
        Sha256 hash = Objects.requireNonNull(invoice.invoiceHash(), "invoiceHash");
        return hash.value();
    }
}
