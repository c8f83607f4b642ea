package dev.ksef.model.peppol;

/**
 * The requested page of the list of Peppol service providers.
 *
 * @param pageOffset the number of the page, from 0
 * @param pageSize 10 to 100
 */
public record PeppolPageRequest(int pageOffset, int pageSize) {

    private static final int SMALLEST = 10;
    private static final int LARGEST = 100;

    /** The first page of the largest size. */
    public static final PeppolPageRequest FIRST = new PeppolPageRequest(0, LARGEST);

    /**
     * @throws IllegalArgumentException if the size is not 10 to 100, or the page number is negative
     */
    public PeppolPageRequest {
        if (pageSize < SMALLEST || pageSize > LARGEST) {
            throw new IllegalArgumentException(
                    "A page has " + SMALLEST + " to " + LARGEST + " providers, not " + pageSize);
        }
        if (pageOffset < 0) {
            throw new IllegalArgumentException("Page numbers start at 0, so there is no page " + pageOffset);
        }
    }

    /** Returns the page with this number, of the same size. */
    public PeppolPageRequest at(int number) {
        return new PeppolPageRequest(number, pageSize);
    }
}
