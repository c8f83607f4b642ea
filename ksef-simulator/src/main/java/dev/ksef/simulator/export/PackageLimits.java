package dev.ksef.simulator.export;

import dev.ksef.simulator.invoice.StoredInvoice;
import java.util.List;
import java.util.zip.Deflater;

/**
 * How much a package may hold.
 *
 * @param invoices how many invoices
 * @param bytes how many bytes the invoices may have, each compressed by itself
 */
public record PackageLimits(int invoices, long bytes) {

    /** The first of these invoices, as many as a package holds; one always fits, or an export would never get on. */
    List<StoredInvoice> fitting(List<StoredInvoice> found) {
        List<StoredInvoice> first = found.subList(0, Math.min(invoices, found.size()));
        // What fits uncompressed need not be compressed to know.
        long plain = first.stream().mapToLong(StoredInvoice::size).sum();
        return plain <= bytes ? first : first.subList(0, Math.max(1, fittingCompressed(first)));
    }

    private int fittingCompressed(List<StoredInvoice> first) {
        long used = 0;
        for (int i = 0; i < first.size(); i++) {
            used += compressedBytes(first.get(i).xml());
            if (used > bytes) {
                return i;
            }
        }
        return first.size();
    }

    private static long compressedBytes(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] lost = new byte[8192];
            while (!deflater.finished()) {
                deflater.deflate(lost);
            }
            return deflater.getBytesWritten();
        } finally {
            deflater.end();
        }
    }
}
