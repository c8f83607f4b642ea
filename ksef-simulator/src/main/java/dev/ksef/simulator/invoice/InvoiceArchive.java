package dev.ksef.simulator.invoice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All invoices that KSeF took, with their XML. Thread-safe. */
public final class InvoiceArchive {

    private final Duration availabilityDelay;
    private final Map<String, StoredInvoice> byNumber = new HashMap<>();
    private final List<StoredInvoice> inOrder = new ArrayList<>();

    /**
     * Makes an empty archive.
     *
     * @param availabilityDelay how long it takes until an invoice with a number can be downloaded
     */
    public InvoiceArchive(Duration availabilityDelay) {
        this.availabilityDelay = availabilityDelay;
    }

    /** Keeps an invoice. */
    synchronized void keep(
            TakenInvoice accepted,
            SubmissionTerms terms,
            byte[] xml,
            @Nullable String hashOfCorrectedInvoice,
            Instant sentAt) {
        StoredInvoice invoice =
                new StoredInvoice(accepted, terms, xml, hashOfCorrectedInvoice, sentAt, availabilityDelay);
        byNumber.put(invoice.ksefNumber(), invoice);
        inOrder.add(invoice);
    }

    public synchronized Optional<StoredInvoice> find(String ksefNumber) {
        return Optional.ofNullable(byNumber.get(ksefNumber));
    }

    /** All invoices, in the order in which they came. */
    public synchronized List<StoredInvoice> all() {
        return List.copyOf(inOrder);
    }
}
