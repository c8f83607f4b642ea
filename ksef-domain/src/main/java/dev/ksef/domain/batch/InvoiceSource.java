package dev.ksef.domain.batch;

import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.ContentSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An invoice to be sent, under a name of the caller's: a file, or bytes in memory. It is read more than once, and yields the
 * same bytes each time. The name never reaches KSeF.
 */
public final class InvoiceSource {

    private final String name;
    private final ContentSource content;
    private final @Nullable Sha256 corrects;

    private InvoiceSource(String name, ContentSource content) {
        this(name, content, null);
    }

    private InvoiceSource(String name, ContentSource content, @Nullable Sha256 corrects) {
        this.name = Objects.requireNonNull(name, "name");
        this.content = Objects.requireNonNull(content, "content");
        this.corrects = corrects;
    }

    /** Returns the invoice in a file, under the name of the file. The file is read when the invoice is sent. */
    public static InvoiceSource of(Path file) {
        return new InvoiceSource(String.valueOf(file.getFileName()), new FileContent(file));
    }

    /** Returns an invoice in memory. */
    public static InvoiceSource of(String name, InvoiceXml invoice) {
        return new InvoiceSource(name, new MemoryContent(invoice));
    }

    /**
     * Returns an invoice with a copy of these bytes.
     *
     * @throws IllegalArgumentException if there are no bytes, or more than KSeF accepts
     */
    public static InvoiceSource of(String name, byte[] xml) {
        return of(name, InvoiceXml.of(xml));
    }

    /** Returns an invoice that is kept elsewhere, such as in a database. */
    public static InvoiceSource of(String name, ContentSource content) {
        return new InvoiceSource(name, content);
    }

    /**
     * Returns the invoices in a folder: all files that end with {@code .xml}, in the order of their names. Folders in it are not
     * looked into.
     *
     * @throws KsefStorageException if the folder cannot be read
     */
    public static List<InvoiceSource> folder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(InvoiceSource::isInvoice)
                    .sorted()
                    .map(InvoiceSource::of)
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new KsefStorageException(
                    "The folder " + folder + " cannot be read; check that it exists, and who may read it", unreadable);
        }
    }

    private static boolean isInvoice(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".xml")
                && Files.isRegularFile(file);
    }

    /**
     * Returns the same invoice as a technical correction (korekta techniczna) of an offline invoice that KSeF rejected. It can
     * only be sent one by one, and with others that were issued offline.
     *
     * @param hashOfRejected SHA-256 of the rejected invoice
     */
    public InvoiceSource correcting(Sha256 hashOfRejected) {
        return new InvoiceSource(name, content, Objects.requireNonNull(hashOfRejected, "hashOfRejected"));
    }

    /** Returns the hash of the rejected invoice that it corrects technically; empty if it corrects none. */
    public Optional<Sha256> corrects() {
        return Optional.ofNullable(corrects);
    }

    /** Returns the caller's name of the invoice. */
    public String name() {
        return name;
    }

    /** Returns what it is read from. */
    public ContentSource content() {
        return content;
    }

    /**
     * Reads the invoice.
     *
     * @throws KsefStorageException if it cannot be read, is empty, or is larger than KSeF accepts
     */
    public InvoiceXml read() {
        try (InputStream xml = content.open()) {
            return InvoiceXml.read(xml);
        } catch (IOException | UncheckedIOException unreadable) {
            throw new KsefStorageException("The invoice " + name + " cannot be read", unreadable);
        } catch (IllegalArgumentException unfit) {
            throw new KsefStorageException("The invoice " + name + " cannot be sent: " + unfit.getMessage(), null);
        }
    }

    @Override
    public String toString() {
        return "InvoiceSource[" + name + "]";
    }

    private record FileContent(Path file) implements ContentSource {

        @Override
        public long sizeBytes() {
            try {
                return Files.size(file);
            } catch (IOException unreadable) {
                throw new KsefStorageException("The invoice " + file + " cannot be read", unreadable);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    private record MemoryContent(InvoiceXml invoice) implements ContentSource {

        @Override
        public long sizeBytes() {
            return invoice.sizeBytes();
        }

        @Override
        public InputStream open() {
            return invoice.openStream();
        }
    }
}
