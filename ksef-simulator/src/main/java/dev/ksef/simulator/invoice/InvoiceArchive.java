package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.index.KeyedIndex;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.storage.ByteShelf;
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
    private final ByteShelf shelf;
    private final KeyedIndex<KsefNumber, StoredInvoice> byNumber = new KeyedIndex<>(StoredInvoice::number);
    private final Map<Duration, KeepingTimes> times = new ConcurrentHashMap<>();
    private final List<StoredInvoice> inOrder = new ArrayList<>();
    private Instant lastMark = Instant.MIN;

    /**
     * Makes an empty archive.
     *
     * @param shelf keeps their XML
     */
    public InvoiceArchive(StorageDelays delays, ByteShelf shelf) {
        this.delays = delays;
        this.shelf = shelf;
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
                shelf.keep(xml),
                xml.length,
                hash,
                hashOfCorrectedInvoice,
                sentAt,
                times.computeIfAbsent(terms.processingDelay(), delay -> KeepingTimes.of(delay, delays)));
        add(invoice);
    }

    /** Keeps an invoice of an earlier run. */
    StoredInvoice restore(SavedRow row) {
        byte[] xml = row.bytes("xml");
        KeepingTimes kept = new KeepingTimes(
                row.duration("untilNumber"), row.duration("untilAvailable"), row.duration("untilStored"));
        TakenInvoice taken = new TakenInvoice(
                row.as("ksefNumber", KsefNumber::saved),
                row.text("session"),
                row.text("number"),
                row.day("issueDate"),
                row.flag("offline"));
        StoredInvoice invoice = StoredInvoice.saved(row, taken, shelf.keep(xml), xml.length, kept);
        synchronized (this) {
            byNumber.add(invoice);
            inOrder.add(invoice);
        }
        return invoice;
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

    public synchronized int size() {
        return inOrder.size();
    }

    /**
     * Some of the invoices, the newest first.
     *
     * @param skipped how many newer ones are left out
     */
    public synchronized List<StoredInvoice> newest(int skipped, int most) {
        List<StoredInvoice> found = new ArrayList<>();
        for (int i = inOrder.size() - 1 - skipped; i >= 0 && found.size() < most; i--) {
            found.add(inOrder.get(i));
        }
        return found;
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
