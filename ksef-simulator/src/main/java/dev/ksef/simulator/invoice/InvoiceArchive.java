package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.index.KeyedIndex;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.storage.ByteShelf;
import dev.ksef.simulator.storage.KeepingTimes;
import dev.ksef.simulator.storage.ShelvedBytes;
import dev.ksef.simulator.storage.StorageDelays;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All invoices that KSeF took, with their XML. Thread-safe. */
public final class InvoiceArchive {

    /** How many invoices a search looks at before others may use the archive. */
    private static final int LOOKED_AT_ONCE = 256;

    private final StorageDelays delays;
    private final ByteShelf shelf;
    private final KeyedIndex<KsefNumber, StoredInvoice> byNumber = new KeyedIndex<>(StoredInvoice::number);
    private final Map<Duration, KeepingTimes> times = new ConcurrentHashMap<>();
    private final KeyedIndex<Sha256Base64, StoredInvoice> byHash = new KeyedIndex<>(StoredInvoice::hash);
    private final KeyedIndex<Sha256Base64, StoredInvoice> byCorrectedHash =
            new KeyedIndex<>(invoice -> Objects.requireNonNull(invoice.hashOfCorrectedInvoice()));
    private final ConcernedInvoices byParty = new ConcernedInvoices();
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

    /** The XML of an invoice that is yet to be taken. */
    record Shelved(ShelvedBytes xml, int size, Sha256Base64 hash) {}

    /**
     * Keeps the XML of an invoice, so that it can be taken.
     *
     * @param hash the hash of the XML
     * @throws UncheckedIOException if there is no space for it
     */
    Shelved shelve(byte[] xml, Sha256Base64 hash) {
        return new Shelved(shelf.keep(xml), xml.length, hash);
    }

    /**
     * Keeps an invoice. Nothing can go wrong any more.
     *
     * @param parties whom the invoice concerns
     */
    void keep(
            TakenInvoice accepted,
            SubmissionTerms terms,
            Shelved document,
            @Nullable Sha256Base64 hashOfCorrectedInvoice,
            Instant sentAt,
            List<ConcernedParty> parties) {
        StoredInvoice invoice = new StoredInvoice(
                accepted,
                terms.form(),
                document.xml(),
                document.size(),
                document.hash(),
                hashOfCorrectedInvoice,
                sentAt,
                times.computeIfAbsent(terms.processingDelay(), delay -> KeepingTimes.of(delay, delays)));
        add(invoice, parties);
    }

    /** Keeps an invoice of an earlier run, as it was then. */
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
        index(invoice, ConcernedParty.of(invoice.savedContent(xml)));
        return invoice;
    }

    private synchronized void add(StoredInvoice invoice, List<ConcernedParty> parties) {
        invoice.storeAfter(lastMark);
        index(invoice, parties);
    }

    private synchronized void index(StoredInvoice invoice, List<ConcernedParty> parties) {
        invoice.arriveAs(inOrder.size());
        inOrder.add(invoice);
        byNumber.add(invoice);
        byHash.add(invoice);
        if (invoice.hashOfCorrectedInvoice() != null) {
            byCorrectedHash.add(invoice);
        }
        byParty.add(invoice, parties);
    }

    public synchronized Optional<StoredInvoice> find(String ksefNumber) {
        return KsefNumber.of(ksefNumber).flatMap(byNumber::first);
    }

    /** The invoices that a verification link with this hash leads to. */
    public synchronized List<StoredInvoice> answeringTo(Sha256Base64 hash) {
        List<StoredInvoice> found = new ArrayList<>(byHash.all(hash));
        found.addAll(byCorrectedHash.all(hash));
        return found;
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
     * The part of what a query finds that is asked for.
     *
     * @param newestFirst whether the order is descending
     * @param skipped how many of the first ones are left out
     * @param most how many are wanted
     */
    public record Piece(boolean newestFirst, long skipped, int most) {

        /** Everything, in ascending order. */
        public static final Piece ALL = new Piece(false, 0, Integer.MAX_VALUE);
    }

    /**
     * The invoices that a query finds, by its date. Those with the same date keep the order in which they came. No more invoices are
     * looked at than it takes to find the piece.
     *
     * @param end where the range of the query ends
     */
    public List<StoredInvoice> search(InvoiceQuery query, Instant end, Instant now, Piece piece) {
        List<StoredInvoice> found = new ArrayList<>();
        long skipped = 0;
        List<StoredInvoice> next = next(query, end, null, piece);
        while (!next.isEmpty()) {
            for (StoredInvoice invoice : next) {
                if (found.size() == piece.most()) {
                    return found;
                }
                if (invoice.stored(now) && query.conditions().test(invoice) && ++skipped > piece.skipped()) {
                    found.add(invoice);
                }
            }
            next = next(query, end, next.get(next.size() - 1), piece);
        }
        return found;
    }

    private synchronized List<StoredInvoice> next(
            InvoiceQuery query, Instant end, @Nullable StoredInvoice last, Piece piece) {
        String number = query.ksefNumber();
        if (number == null) {
            return byParty.next(query, end, last, piece.newestFirst(), LOOKED_AT_ONCE);
        }
        return last != null
                ? List.of()
                : find(number)
                        .filter(invoice -> query.dates().contains(invoice, end) && query.concerns(invoice))
                        .map(List::of)
                        .orElse(List.of());
    }

    /**
     * Sets when an invoice is stored for good: in the past, too, as one that comes late.
     *
     * @param date null withholds the invoice from the storage
     * @return whether there is such an invoice
     */
    public synchronized boolean storePermanently(String ksefNumber, @Nullable Instant date) {
        Optional<StoredInvoice> invoice = find(ksefNumber);
        invoice.ifPresent(found -> date(found, () -> found.storePermanently(date)));
        return invoice.isPresent();
    }

    /** Stores an invoice when its own dates say, even if it comes late then. */
    public synchronized void storeWithoutRegardToMarks(String ksefNumber) {
        find(ksefNumber)
                .filter(StoredInvoice::otherwiseDated)
                .ifPresent(found -> date(found, found::storeWithoutRegardToMarks));
    }

    private void date(StoredInvoice invoice, Runnable change) {
        List<ConcernedParty> parties = ConcernedParty.of(invoice.content());
        byParty.remove(invoice, parties);
        change.run();
        byParty.add(invoice, parties);
    }
}
