package dev.ksef.domain.batch;

/**
 * How large a package may be. Source: <a
 * href="https://github.com/CIRFMF/ksef-docs/blob/main/faktury/weryfikacja-faktury.md">weryfikacja-faktury</a>, limits of
 * quantity.
 *
 * @param mostInvoices the largest number of invoices
 * @param mostParts the largest number of parts
 * @param partBytes the size of a part before encryption; only the last one is smaller
 */
public record PackageLimits(int mostInvoices, int mostParts, long partBytes) {

    /** KSeF's own: 10 000 invoices, 50 parts of 100 000 000 bytes before encryption, and 5 000 000 000 bytes in all. */
    public static final PackageLimits OF_KSEF = new PackageLimits(10_000, 50, 100_000_000);

    /** What is used unless said otherwise, with room to spare. */
    public static final PackageLimits USUAL = new PackageLimits(10_000, 50, 90_000_000);

    /** @throws IllegalArgumentException if a limit is below 1, or above KSeF's */
    public PackageLimits {
        if (mostInvoices < 1 || mostParts < 1 || partBytes < 1 || mostParts > 50 || partBytes > 100_000_000) {
            throw new IllegalArgumentException("A package has 1 to 50 parts of 1 to 100 000 000 bytes, and at least one"
                    + " invoice, but not " + mostParts + ", " + partBytes + " and " + mostInvoices);
        }
    }

    /** Returns the same limits for so many invoices, as {@code GET /limits/context} tells them. */
    public PackageLimits withMostInvoices(int most) {
        return new PackageLimits(most, mostParts, partBytes);
    }

    /** Returns the same limits with parts of this size. */
    public PackageLimits withPartBytes(long bytes) {
        return new PackageLimits(mostInvoices, mostParts, bytes);
    }

    /** Returns the size of the largest archive, in bytes. */
    public long mostBytes() {
        return mostParts * partBytes;
    }
}
