package dev.ksef.simulator.session;

import dev.ksef.simulator.identifier.InvoiceReference;
import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.index.KeyedIndex;
import dev.ksef.simulator.index.SortedLists;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The invoices of a session in their order. Their verdicts show in that order, too, so what shows by a time is counted and
 * paged through without a look at all of them. Thread-safe.
 */
public final class SessionInvoices {

    /** How many invoices there are, how many KSeF is known to have taken, and how many to have rejected. */
    public record Counts(int all, int successful, int failed) {}

    private final List<JudgedInvoice> inOrder = new ArrayList<>();
    private final List<JudgedInvoice> rejected = new ArrayList<>();
    private final KeyedIndex<InvoiceReference, JudgedInvoice> byReference = new KeyedIndex<>(JudgedInvoice::reference);
    private final KeyedIndex<KsefNumber, JudgedInvoice> byNumber = new KeyedIndex<>(SessionInvoices::number);

    private static KsefNumber number(JudgedInvoice taken) {
        return Objects.requireNonNull(taken.verdict().accepted()).ksefNumber();
    }

    /** Adds an invoice. Its verdict shows no earlier than those of the invoices before it. */
    public synchronized void add(JudgedInvoice invoice) {
        inOrder.add(invoice);
        byReference.add(invoice);
        if (invoice.verdict().accepted() == null) {
            rejected.add(invoice);
        } else {
            byNumber.add(invoice);
        }
    }

    public synchronized int size() {
        return inOrder.size();
    }

    public synchronized Optional<JudgedInvoice> find(String referenceNumber) {
        return InvoiceReference.of(referenceNumber).flatMap(byReference::first);
    }

    /** The invoice that got this number. */
    public synchronized Optional<JudgedInvoice> numbered(String ksefNumber) {
        return KsefNumber.of(ksefNumber).flatMap(byNumber::first);
    }

    /** All invoices, whatever shows of them. */
    public synchronized List<JudgedInvoice> all() {
        return List.copyOf(inOrder);
    }

    /** The invoices that KSeF took. */
    public synchronized List<JudgedInvoice> accepted() {
        return inOrder.stream()
                .filter(invoice -> invoice.verdict().accepted() != null)
                .toList();
    }

    /** Whether KSeF took any. */
    public synchronized boolean anyAccepted() {
        return rejected.size() < inOrder.size();
    }

    /** Counts what shows at a time. */
    public synchronized Counts counts(Instant now) {
        int failed = rejectedBy(now);
        return new Counts(inOrder.size(), SortedLists.first(inOrder, pending(now)) - failed, failed);
    }

    /** The invoices behind an ordinal number, as many as are asked for. */
    public synchronized List<JudgedInvoice> after(long ordinalNumber, int most) {
        return behind(inOrder, ordinalNumber, most, inOrder.size());
    }

    /** The invoices behind an ordinal number that are known to be rejected, as many as are asked for. */
    synchronized List<JudgedInvoice> failedAfter(long ordinalNumber, int most, Instant now) {
        return behind(rejected, ordinalNumber, most, rejectedBy(now));
    }

    /**
     * Invoices that are known to be rejected, as many as are asked for.
     *
     * @param skipped how many before are left out
     */
    public synchronized List<JudgedInvoice> failed(int skipped, int most, Instant now) {
        return piece(rejected, skipped, most, rejectedBy(now));
    }

    private int rejectedBy(Instant now) {
        return SortedLists.first(rejected, pending(now));
    }

    private static Predicate<JudgedInvoice> pending(Instant now) {
        return invoice -> now.isBefore(invoice.acquiredAt());
    }

    private static List<JudgedInvoice> behind(List<JudgedInvoice> invoices, long ordinalNumber, int most, int end) {
        int skipped = SortedLists.first(invoices, invoice -> invoice.ordinalNumber() > ordinalNumber);
        return piece(invoices, skipped, most, end);
    }

    private static List<JudgedInvoice> piece(List<JudgedInvoice> invoices, int skipped, int most, int end) {
        int from = Math.min(skipped, end);
        return List.copyOf(invoices.subList(from, Math.min(from + most, end)));
    }
}
