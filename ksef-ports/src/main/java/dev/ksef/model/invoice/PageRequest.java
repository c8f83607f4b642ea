package dev.ksef.model.invoice;

import java.util.Objects;

/**
 * Which page of a query's answer is asked for.
 *
 * @param pageOffset the number of the page, from 0
 * @param pageSize 10 to 250
 */
public record PageRequest(SortOrder sortOrder, int pageOffset, int pageSize) {

    /** The first page of the largest size, oldest first. */
    public static final PageRequest FIRST = new PageRequest(SortOrder.ASC, 0, 250);

    /** KSeF shows no more invoices for one query: the range of dates must be narrowed then. */
    public static final int MOST_INVOICES = 10_000;

    private static final int SMALLEST = 10;
    private static final int LARGEST = 250;

    /**
     * @throws IllegalArgumentException if the size is not 10 to 250, or the page lies before the first or behind the
     *     10 000th invoice
     */
    public PageRequest {
        Objects.requireNonNull(sortOrder, "sortOrder");
        if (pageSize < SMALLEST || pageSize > LARGEST) {
            throw new IllegalArgumentException(
                    "A page has " + SMALLEST + " to " + LARGEST + " invoices, not " + pageSize);
        }
        if (pageOffset < 0) {
            throw new IllegalArgumentException("Pages are counted from 0, there is none numbered " + pageOffset);
        }
        if ((long) pageOffset * pageSize >= MOST_INVOICES) {
            throw new IllegalArgumentException("KSeF shows at most " + MOST_INVOICES
                    + " invoices for one query, page " + pageOffset
                    + " lies behind them: narrow the range of dates to begin at the last one seen");
        }
    }

    /** The same page in pages of another size. */
    public PageRequest ofSize(int size) {
        return new PageRequest(sortOrder, pageOffset, size);
    }

    /** The same page with the newest first. */
    public PageRequest newestFirst() {
        return new PageRequest(SortOrder.DESC, pageOffset, pageSize);
    }

    /**
     * Returns the page after this one.
     *
     * @throws IllegalArgumentException if it lies behind the 10 000th invoice
     */
    public PageRequest next() {
        return new PageRequest(sortOrder, pageOffset + 1, pageSize);
    }
}
