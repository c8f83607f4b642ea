package dev.ksef.model.certificate;

/**
 * The requested page of a list of certificates.
 *
 * @param pageOffset the number of the page, from 0
 * @param pageSize 10 to 50
 */
public record CertificatePageRequest(int pageOffset, int pageSize) {

    private static final int SMALLEST = 10;
    private static final int LARGEST = 50;

    /** The first page of the largest size. */
    public static final CertificatePageRequest FIRST = new CertificatePageRequest(0, LARGEST);

    /**
     * @throws IllegalArgumentException if the size is not 10 to 50, or the page number is negative
     */
    public CertificatePageRequest {
        if (pageSize < SMALLEST || pageSize > LARGEST) {
            throw new IllegalArgumentException(
                    "A page has " + SMALLEST + " to " + LARGEST + " certificates, not " + pageSize);
        }
        if (pageOffset < 0) {
            throw new IllegalArgumentException("Page numbers start at 0, so there is no page " + pageOffset);
        }
    }

    /** Returns the page with this number, of the same size. */
    public CertificatePageRequest at(int number) {
        return new CertificatePageRequest(number, pageSize);
    }
}
