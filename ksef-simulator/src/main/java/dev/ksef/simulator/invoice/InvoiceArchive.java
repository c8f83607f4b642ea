package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.storage.StorageFolder;
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
    private final StorageFolder folder;
    private final Map<String, StoredInvoice> byNumber = new HashMap<>();
    private final List<StoredInvoice> inOrder = new ArrayList<>();

    /**
     * Makes an empty archive.
     *
     * @param availabilityDelay how long it takes until an invoice with a number can be downloaded
     * @param folder where large invoices are kept
     */
    public InvoiceArchive(Duration availabilityDelay, StorageFolder folder) {
        this.availabilityDelay = availabilityDelay;
        this.folder = folder;
    }

    /** Keeps an invoice. */
    synchronized void keep(
            TakenInvoice accepted,
            SubmissionTerms terms,
            byte[] xml,
            @Nullable String hashOfCorrectedInvoice,
            Instant sentAt) {
        StoredInvoice invoice = new StoredInvoice(
                accepted,
                terms,
                KeptXml.of(xml, folder),
                Sha256Digests.base64(xml),
                hashOfCorrectedInvoice,
                sentAt,
                availabilityDelay);
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
