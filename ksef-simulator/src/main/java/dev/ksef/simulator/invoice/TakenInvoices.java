package dev.ksef.simulator.invoice;

import dev.ksef.simulator.index.KeyedIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identities of all invoices that KSeF took, in whatever session. No two have the same seller, kind and number. Thread-safe.
 */
final class TakenInvoices {

    private record Identity(long sellerNip, String number) {

        static Identity of(TakenInvoice invoice) {
            return new Identity(invoice.ksefNumber().sellerNip(), invoice.number());
        }
    }

    private final Map<String, KeyedIndex<Identity, TakenInvoice>> byKind = new HashMap<>();

    /** The kind that an invoice was taken with; null if it was not judged, as one that the simulator made. */
    synchronized @Nullable String kindOf(TakenInvoice invoice) {
        return byKind.entrySet().stream()
                .filter(kind -> kind.getValue()
                        .first(Identity.of(invoice))
                        .filter(invoice::equals)
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * Takes an invoice.
     *
     * @throws InvoiceRejection 440 if an invoice with the same identity was taken before
     */
    synchronized void take(String kind, TakenInvoice invoice) {
        requireNew(kind, invoice);
        of(kind).add(invoice);
    }

    /**
     * Requires that an invoice can be taken for now.
     *
     * @throws InvoiceRejection 440 if an invoice with the same identity was taken before
     */
    synchronized void requireNew(String kind, TakenInvoice invoice) {
        Optional<TakenInvoice> original = of(kind).first(Identity.of(invoice));
        if (original.isPresent()) {
            throw InvoiceRejection.duplicate(
                    original.get().ksefNumber().toString(), original.get().sessionReference());
        }
    }

    private KeyedIndex<Identity, TakenInvoice> of(String kind) {
        return byKind.computeIfAbsent(kind, first -> new KeyedIndex<>(Identity::of));
    }
}
