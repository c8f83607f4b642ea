package dev.ksef.model.invoice;

import java.util.Objects;

/**
 * The requested page of a query's result.
 *
 * @param pageOffset the number of the page, from 0
 * @param pageSize 10 to 250
 */
public record PageRequest(SortOrder sortOrder, int pageOffset, int pageSize) {

    /** The first page of the largest size, oldest first. */
    public static final PageRequest FIRST = new PageRequest(SortOrder.ASC, 0, 250);

    /** The most invoices that KSeF shows for one query. For more, narrow the range of dates. */
    public static final int MOST_INVOICES = 10_000;

    private static final int SMALLEST = 10;
    private static final int LARGEST = 250;

    /**
     * @throws IllegalArgumentException if the size is not 10 to 250, the page number is negative, or the page begins after the
     *     10 000th invoice
     */
    public PageRequest {
        Objects.requireNonNull(sortOrder, "sortOrder");
        if (pageSize < SMALLEST || pageSize > LARGEST) {
            throw new IllegalArgumentException(
                    "A page has " + SMALLEST + " to " + LARGEST + " invoices, not " + pageSize);
        }
        if (pageOffset < 0) {
            throw new IllegalArgumentException("Page numbers start at 0, so there is no page " + pageOffset);
        }
        if ((long) pageOffset * pageSize >= MOST_INVOICES) {
            throw new IllegalArgumentException("KSeF shows at most " + MOST_INVOICES
                    + " invoices for one query, page " + pageOffset
                    + " is after them: narrow the range of dates to begin at the last invoice seen");
        }
    }

    /** Returns a copy with another page size. */
    public PageRequest ofSize(int size) {
        return new PageRequest(sortOrder, pageOffset, size);
    }

    /** Returns a copy with the newest invoices first. */
    public PageRequest newestFirst() {
        return new PageRequest(SortOrder.DESC, pageOffset, pageSize);
    }

    /**
     * Returns the page after this one.
     *
     * @throws IllegalArgumentException if it begins after the 10 000th invoice
     */
    public PageRequest next() {
        return new PageRequest(sortOrder, pageOffset + 1, pageSize);
    }
}
