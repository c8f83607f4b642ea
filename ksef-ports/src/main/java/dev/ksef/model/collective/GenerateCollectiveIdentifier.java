package dev.ksef.model.collective;

import dev.ksef.model.KsefNumber;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A request for a collective identifier. Source: {@code GenerateCollectiveIdentifierRequest} of API 2.8.
 *
 * @param invoices of one seller, each once: at least 2, and at most as many as the limits of the context say
 */
public record GenerateCollectiveIdentifier(List<InvoiceToPay> invoices) {

    /** The fewest invoices of an identifier. */
    public static final int FEWEST = 2;

    /**
     * @throws IllegalArgumentException if there are fewer than two, or one is there twice
     */
    public GenerateCollectiveIdentifier {
        invoices = List.copyOf(invoices);
        if (invoices.size() < FEWEST) {
            throw new IllegalArgumentException("A collective identifier stands for at least " + FEWEST
                    + " invoices, not " + invoices.size() + ": name a single invoice by its KSeF number");
        }
        requireNoneTwice(invoices);
    }

    private static void requireNoneTwice(List<InvoiceToPay> invoices) {
        Set<KsefNumber> seen = new HashSet<>();
        for (InvoiceToPay invoice : invoices) {
            if (!seen.add(invoice.ksefNumber())) {
                throw new IllegalArgumentException("Invoice " + invoice.ksefNumber()
                        + " is named twice; a collective identifier has each invoice once (KSeF's rule 71005)");
            }
        }
    }

    /**
     * Returns a request for an identifier of these invoices.
     *
     * @throws IllegalArgumentException if there are fewer than two, or one is there twice
     */
    public static GenerateCollectiveIdentifier of(List<InvoiceToPay> invoices) {
        return new GenerateCollectiveIdentifier(invoices);
    }
}
