package dev.ksef.model.permission;

/**
 * The requested page of a list of rights or roles.
 *
 * @param pageOffset the number of the page, from 0
 * @param pageSize 10 to 100
 */
public record PermissionPageRequest(int pageOffset, int pageSize) {

    private static final int SMALLEST = 10;
    private static final int LARGEST = 100;

    /** The first page of the largest size. */
    public static final PermissionPageRequest FIRST = new PermissionPageRequest(0, LARGEST);

    /**
     * @throws IllegalArgumentException if the size is not 10 to 100, or the page number is negative
     */
    public PermissionPageRequest {
        if (pageSize < SMALLEST || pageSize > LARGEST) {
            throw new IllegalArgumentException(
                    "A page has " + SMALLEST + " to " + LARGEST + " rights, not " + pageSize);
        }
        if (pageOffset < 0) {
            throw new IllegalArgumentException("Page numbers start at 0, so there is no page " + pageOffset);
        }
    }

    /** Returns the page with this number, of the same size. */
    public PermissionPageRequest at(int number) {
        return new PermissionPageRequest(number, pageSize);
    }

    /** Returns the page with this number, of another size. */
    public PermissionPageRequest ofSize(int size) {
        return new PermissionPageRequest(pageOffset, size);
    }
}
