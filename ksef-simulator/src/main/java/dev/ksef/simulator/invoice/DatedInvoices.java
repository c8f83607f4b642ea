package dev.ksef.simulator.invoice;

import dev.ksef.simulator.index.SortedLists;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invoices in the order of one of their dates. Those with the same date keep the order in which they came. Not thread-safe. */
final class DatedInvoices {

    private final InvoiceDate date;
    private final Comparator<StoredInvoice> order;
    private final List<StoredInvoice> inOrder = new ArrayList<>(1);

    DatedInvoices(InvoiceDate date) {
        this.date = date;
        this.order = Comparator.comparing((StoredInvoice invoice) -> date.of(invoice))
                .thenComparingInt(StoredInvoice::arrival);
    }

    void add(StoredInvoice invoice) {
        boolean last = inOrder.isEmpty() || order.compare(inOrder.get(inOrder.size() - 1), invoice) < 0;
        inOrder.add(last ? inOrder.size() : behind(invoice), invoice);
    }

    void remove(StoredInvoice invoice) {
        int place = Collections.binarySearch(inOrder, invoice, order);
        if (place >= 0) {
            inOrder.remove(place);
        }
    }

    /**
     * The next invoices of a range, as many as are asked for.
     *
     * @param from the first date of the range
     * @param to its last date
     * @param last the invoice before the next one; null for the beginning
     */
    List<StoredInvoice> next(Instant from, Instant to, @Nullable StoredInvoice last, boolean newestFirst, int most) {
        int low = SortedLists.first(inOrder, invoice -> !date.of(invoice).isBefore(from));
        int high = SortedLists.first(inOrder, invoice -> date.of(invoice).isAfter(to));
        if (newestFirst) {
            int end = last == null ? high : Math.min(high, before(last));
            List<StoredInvoice> found = new ArrayList<>(inOrder.subList(Math.max(Math.min(low, end), end - most), end));
            Collections.reverse(found);
            return found;
        }
        int begin = last == null ? low : Math.max(low, behind(last));
        return List.copyOf(inOrder.subList(Math.min(begin, high), (int) Math.min((long) begin + most, high)));
    }

    private int before(StoredInvoice other) {
        return SortedLists.first(inOrder, invoice -> order.compare(invoice, other) >= 0);
    }

    private int behind(StoredInvoice other) {
        return SortedLists.first(inOrder, invoice -> order.compare(invoice, other) > 0);
    }
}
