package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.index.KeyedIndex;
import dev.ksef.simulator.storage.StorageFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All invoices that KSeF took, with their XML. Thread-safe. */
public final class InvoiceArchive {

    private final StorageDelays delays;
    private final StorageFolder folder;
    private final KeyedIndex<KsefNumber, StoredInvoice> byNumber = new KeyedIndex<>(StoredInvoice::number);
    private final Map<Duration, KeepingTimes> times = new ConcurrentHashMap<>();
    private final List<StoredInvoice> inOrder = new ArrayList<>();
    private Instant lastMark = Instant.MIN;

    /**
     * Makes an empty archive.
     *
     * @param folder where large invoices are kept
     */
    public InvoiceArchive(StorageDelays delays, StorageFolder folder) {
        this.delays = delays;
        this.folder = folder;
    }

    /**
     * Keeps an invoice.
     *
     * @param hash the hash of the XML
     */
    public void keep(
            TakenInvoice accepted,
            SubmissionTerms terms,
            byte[] xml,
            Sha256Base64 hash,
            @Nullable Sha256Base64 hashOfCorrectedInvoice,
            Instant sentAt) {
        StoredInvoice invoice = new StoredInvoice(
                accepted,
                terms.form(),
                KeptXml.of(xml, folder),
                xml.length,
                hash,
                hashOfCorrectedInvoice,
                sentAt,
                times.computeIfAbsent(terms.processingDelay(), delay -> KeepingTimes.of(delay, delays)));
        add(invoice);
    }

    private synchronized void add(StoredInvoice invoice) {
        invoice.storeAfter(lastMark);
        byNumber.add(invoice);
        inOrder.add(invoice);
    }

    public synchronized Optional<StoredInvoice> find(String ksefNumber) {
        return KsefNumber.of(ksefNumber).flatMap(byNumber::first);
    }

    /** All invoices, in the order in which they came. */
    public synchronized List<StoredInvoice> all() {
        return List.copyOf(inOrder);
    }

    /** Takes note of a high water mark that is told: no invoice that comes from now on is stored before it. */
    synchronized void tell(Instant mark) {
        if (mark.isAfter(lastMark)) {
            lastMark = mark;
        }
    }

    /**
     * The invoices that a query finds, ascending by its date. Those with the same date keep the order in which they came.
     *
     * @param end where the range of the query ends
     */
    public List<StoredInvoice> search(InvoiceQuery query, Instant end, Instant now) {
        return all().stream()
                .filter(invoice -> invoice.stored(now)
                        && query.dates().contains(invoice, end)
                        && query.conditions().test(invoice))
                .sorted(query.dates().order())
                .toList();
    }

    /**
     * Sets when an invoice is stored for good: in the past, too, as one that comes late.
     *
     * @param date null withholds the invoice from the storage
     * @return whether there is such an invoice
     */
    public boolean storePermanently(String ksefNumber, @Nullable Instant date) {
        Optional<StoredInvoice> invoice = find(ksefNumber);
        invoice.ifPresent(found -> found.storePermanently(date));
        return invoice.isPresent();
    }
}
