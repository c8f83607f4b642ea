package dev.ksef.model;

import dev.ksef.model.internal.Borrower;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The XML of an invoice, in exactly the bytes that are hashed. They are never parsed, trimmed or re-encoded. */
public final class InvoiceXml {

    /**
     * The size of the largest invoice that any context can be allowed to send (TEST can be set to it). The usual limits are 1
     * 000 000 bytes, and 3 000 000 with attachments.
     */
    public static final int LARGEST_BYTES = 10_000_000;

    private final byte[] bytes;

    private InvoiceXml(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns an invoice with a copy of these bytes.
     *
     * @throws IllegalArgumentException if there are no bytes, or more than KSeF accepts
     */
    public static InvoiceXml of(byte[] bytes) {
        return new InvoiceXml(fit(bytes.clone()));
    }

    /** Returns an invoice that was received from KSeF, with a copy of these bytes. Neither size nor content are checked. */
    public static InvoiceXml received(byte[] bytes) {
        return new InvoiceXml(bytes.clone());
    }

    /**
     * Reads an invoice from a file.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is empty or larger than KSeF accepts
     */
    public static InvoiceXml read(Path file) {
        try (var content = Files.newInputStream(file)) {
            return read(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The invoice " + file + " cannot be read", unreadable);
        }
    }

    /**
     * Reads an invoice from a stream to its end. Does not close the stream.
     *
     * @throws UncheckedIOException if the stream cannot be read
     * @throws IllegalArgumentException if it is empty or larger than KSeF accepts
     */
    public static InvoiceXml read(InputStream content) {
        try {
            return new InvoiceXml(fit(content.readNBytes(LARGEST_BYTES + 1)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The invoice cannot be read from its stream", unreadable);
        }
    }

    private static byte[] fit(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("The invoice is empty");
        }
        if (bytes.length > LARGEST_BYTES) {
            throw new IllegalArgumentException(
                    "The invoice has more than the " + LARGEST_BYTES
                            + " bytes that KSeF can be set to accept; its usual limits are 1 000 000, and 3 000 000 with attachments");
        }
        return bytes;
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the bytes as a stream, without a copy. */
    public InputStream openStream() {
        return new KeptBytesStream(bytes);
    }

    /**
     * Lends the bytes, without a copy, to a part of this library that only reads them. Applications cannot make such a borrower, and
     * use {@link #bytes} or {@link #openStream}.
     */
    public <T> T lend(Borrower<T> borrower) {
        return borrower.use(bytes);
    }

    /** Returns the size in bytes. */
    public int sizeBytes() {
        return bytes.length;
    }

    /** Two invoices are equal if their bytes are: KSeF knows a file by their hash. */
    @Override
    public boolean equals(Object other) {
        return other instanceof InvoiceXml invoice && Arrays.equals(bytes, invoice.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "InvoiceXml[" + bytes.length + " bytes]";
    }

    /** The JDK's stream hands its own array to whom it is transferred to. */
    private static final class KeptBytesStream extends ByteArrayInputStream {

        KeptBytesStream(byte[] bytes) {
            super(bytes);
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            byte[] rest = readAllBytes();
            out.write(rest);
            return rest.length;
        }
    }
}
