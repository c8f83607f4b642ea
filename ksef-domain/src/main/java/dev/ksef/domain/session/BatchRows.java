package dev.ksef.domain.session;

import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.model.Sha256;
import dev.ksef.model.session.SessionInvoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a batch session, found by the hashes of invoices. Of several with the same bytes each gets the row with its name,
 * or else the first that is left. A row without a hash is found by its name.
 */
final class BatchRows {

    private final Map<Sha256, List<SessionInvoice>> byHash = new HashMap<>();
    /** The rows whose hash KSeF does not tell, or not in a way that can be read. */
    private final Map<String, SessionInvoice> hashless = new HashMap<>();

    BatchRows(Stream<SessionInvoice> rows) {
        rows.forEach(row -> {
            Sha256 hash = row.invoiceHash();
            String name = row.invoiceFileName();
            if (hash != null) {
                byHash.computeIfAbsent(hash, unknown -> new LinkedList<>()).add(row);
            } else if (name != null) {
                hashless.putIfAbsent(name, row);
            }
        });
    }

    /** Returns the invoices with their rows, in the order of the invoices. */
    List<BatchInvoice> of(List<PackagedInvoice> invoices) {
        Map<PackagedInvoice, SessionInvoice> named = new HashMap<>();
        for (PackagedInvoice invoice : invoices) {
            named(invoice).ifPresent(row -> named.put(invoice, taken(invoice, row)));
        }
        List<BatchInvoice> found = new ArrayList<>();
        for (PackagedInvoice invoice : invoices) {
            SessionInvoice row = named.get(invoice);
            found.add(new BatchInvoice(invoice, row == null ? next(invoice) : row));
        }
        return found;
    }

    private Optional<SessionInvoice> named(PackagedInvoice invoice) {
        return left(invoice).stream()
                .filter(row -> invoice.entryName().equals(row.invoiceFileName()))
                .findFirst();
    }

    private @Nullable SessionInvoice next(PackagedInvoice invoice) {
        return left(invoice).stream()
                .findFirst()
                .map(row -> taken(invoice, row))
                .orElseGet(() -> hashless.get(invoice.entryName()));
    }

    private SessionInvoice taken(PackagedInvoice invoice, SessionInvoice row) {
        left(invoice).remove(row);
        return row;
    }

    private List<SessionInvoice> left(PackagedInvoice invoice) {
        return byHash.getOrDefault(invoice.facts().hash(), new LinkedList<>());
    }
}
