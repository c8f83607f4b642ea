package dev.ksef.domain.batch;

import dev.ksef.model.invoice.InvoiceFacts;
import java.util.Locale;
import java.util.Objects;

/**
 * An invoice in a package.
 *
 * @param index its place among the invoices that the caller gave, from 0
 * @param sourceName the caller's name of it
 * @param entryName its name in the archive, by which KSeF names it, too: ASCII, fewer than 100 characters, unique
 * @param facts what its XML says, with its hash
 */
public record PackagedInvoice(int index, String sourceName, String entryName, InvoiceFacts facts) {

    private static final int LONGEST_PART_OF_NAME = 60;

    public PackagedInvoice {
        Objects.requireNonNull(sourceName, "sourceName");
        Objects.requireNonNull(entryName, "entryName");
        Objects.requireNonNull(facts, "facts");
    }

    /** Returns an invoice under a name that is made of its place, which is unique, and of what a reader knows it by. */
    public static PackagedInvoice of(int index, String sourceName, InvoiceFacts facts) {
        String known = sourceName.replaceAll("(?i)\\.xml$", "").replaceAll("[^A-Za-z0-9._-]", "_");
        String entryName = String.format(
                Locale.ROOT,
                "%06d-%s.xml",
                index + 1,
                known.substring(0, Math.min(LONGEST_PART_OF_NAME, known.length())));
        return new PackagedInvoice(index, sourceName, entryName, facts);
    }

    /** Shows the name in the archive and the hash. */
    @Override
    public String toString() {
        return "PackagedInvoice[" + entryName + ", " + facts.hash() + "]";
    }
}
