package dev.ksef.domain.export;

import dev.ksef.domain.internal.PrivateDirectory;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.port.archive.ArchiveLimits;
import dev.ksef.port.archive.ArchiveSource;
import dev.ksef.port.archive.PackageArchiver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A package that was fetched whole, and compared with all hashes that KSeF declared. Its parts lie encrypted in files that only
 * their owner can read; plain text is made only while it is read. Closing it removes them, and overwrites the key. For one
 * thread; it can be read several times.
 */
public final class FetchedPackage implements AutoCloseable {

    private static final String METADATA = "_metadata.json";
    private static final String ENDING = ".xml";

    /** Several times what KSeF puts into a package. */
    private static final int MOST_ENTRIES = 100_000;

    /** The metadata of all invoices are one file of some 2 kB for each. */
    private static final long MOST_ENTRY_BYTES = 256L << 20;

    /** Invoices of one seller, made by one program, shrink to a hundredth; more is no invoices. */
    private static final long MOST_EXPANSION = 500;

    private static final long LEAST_MOST_BYTES = 64L << 20;

    private final ExportDependencies dependencies;
    private final ReferenceNumber export;
    private final ExportedPackage description;
    private final List<FetchedPart> parts;
    private final ContentKey key;
    private final PrivateDirectory directory;
    private @Nullable Map<KsefNumber, InvoiceMetadata> metadata;

    /** @param key is closed with the package */
    FetchedPackage(
            ExportDependencies dependencies,
            ReferenceNumber export,
            ExportedPackage description,
            List<FetchedPart> parts,
            ContentKey key,
            PrivateDirectory directory) {
        this.dependencies = dependencies;
        this.export = export;
        this.description = description;
        this.parts = List.copyOf(parts);
        this.key = key;
        this.directory = directory;
    }

    /** Returns the number of its export. */
    public ReferenceNumber export() {
        return export;
    }

    /** Returns what KSeF tells of it: how many invoices it has, and whether there are more. */
    public ExportedPackage description() {
        return description;
    }

    /**
     * Writes the archive as KSeF made it, decrypted, into a stream, which is left open.
     *
     * @throws KsefStorageException if the stream fails, or the fetched parts cannot be read
     */
    public void writeTo(OutputStream into) {
        try (InputStream archive = open()) {
            archive.transferTo(into);
        } catch (IOException failed) {
            throw new KsefStorageException("The package of export " + export + " could not be written", failed);
        }
    }

    /**
     * Returns what the package tells of its invoices, in its order; empty if it tells nothing. An invoice that is named twice is
     * there once.
     *
     * @throws KsefStorageException if the package cannot be read
     */
    public List<InvoiceMetadata> metadata() {
        return List.copyOf(metadataByNumber().values());
    }

    /**
     * Hands out all invoices, one after the other, each with what the package tells of it. When this returns, they were as many
     * as KSeF said, and all those that the metadata name.
     *
     * @throws KsefStorageException if the archive is broken, is no archive of invoices, is hostile, or an invoice is missing, or
     *     is not the one of its metadata
     */
    public void forEachInvoice(Consumer<ExportedInvoice> consumer) {
        try (Stream<ExportedInvoice> invoices = stream()) {
            invoices.forEach(consumer);
        }
    }

    /**
     * Returns all invoices as a lazy stream, to be closed by the caller: they are unpacked on another thread, a few ahead.
     * Reading it to its end fails like {@link #forEachInvoice}.
     */
    public Stream<ExportedInvoice> stream() {
        return description.parts().isEmpty() ? Stream.empty() : InvoiceStream.of(this, dependencies.time());
    }

    /** Reads the archive, and gives each invoice to the taker until it does not want more. */
    void read(InvoiceTaker taker) {
        Map<KsefNumber, InvoiceMetadata> told = metadataByNumber();
        Map<Sha256, InvoiceMetadata> byHash = byHash(told);
        Set<KsefNumber> seen = new HashSet<>();
        boolean whole = unpack((name, content) -> {
            if (!name.endsWith(ENDING)) {
                return;
            }
            byte[] bytes = content.readNBytes(InvoiceXml.LARGEST_BYTES + 1);
            if (bytes.length > InvoiceXml.LARGEST_BYTES) {
                throw new KsefStorageException(
                        "The package of export " + export + " has a file of more than " + InvoiceXml.LARGEST_BYTES
                                + " bytes, which is no invoice",
                        null);
            }
            ExportedInvoice invoice = invoice(name, bytes, told, byHash);
            if (!seen.add(invoice.ksefNumber())) {
                throw broken("has invoice " + invoice.ksefNumber() + " twice");
            }
            if (!taker.take(invoice)) {
                throw new Enough();
            }
        });
        if (whole) {
            refuseMissing(told.keySet(), seen);
        }
    }

    /** Takes invoices, and tells whether it wants more. */
    interface InvoiceTaker {
        boolean take(ExportedInvoice invoice);
    }

    private ExportedInvoice invoice(
            String name, byte[] bytes, Map<KsefNumber, InvoiceMetadata> told, Map<Sha256, InvoiceMetadata> byHash) {
        Sha256 hash = dependencies.crypto().sha256(bytes);
        KsefNumber number = new KsefNumber(name.substring(0, name.length() - ENDING.length()));
        InvoiceMetadata row = told.get(number);
        if (row == null && !number.isValid()) {
            row = byHash.get(hash);
            if (row == null) {
                throw broken("has a file that belongs to none of the invoices in its metadata");
            }
            number = row.ksefNumber();
        }
        if (row == null && !told.isEmpty()) {
            throw broken("has invoice " + number + ", which its metadata do not name");
        }
        if (row != null && row.invoiceHash() != null && !row.invoiceHash().equals(hash)) {
            throw broken("has another content of invoice " + number + " than its metadata say, by its hash");
        }
        return new ExportedInvoice(number, InvoiceXml.received(bytes), hash, row);
    }

    private void refuseMissing(Set<KsefNumber> told, Set<KsefNumber> seen) {
        Set<KsefNumber> missing = new HashSet<>(told);
        missing.removeAll(seen);
        if (!missing.isEmpty()) {
            throw broken("lacks " + missing.size() + " of the invoices that its metadata name, such as "
                    + missing.iterator().next());
        }
        refuseOtherCount(seen.size());
    }

    private void refuseOtherCount(int invoices) {
        Long count = description.invoiceCount();
        if (count != null && count != invoices) {
            throw broken("has " + invoices + " invoices, but KSeF said " + count);
        }
    }

    private KsefStorageException broken(String what) {
        return new KsefStorageException("The package of export " + export + " " + what + ": export it again", null);
    }

    private static Map<Sha256, InvoiceMetadata> byHash(Map<KsefNumber, InvoiceMetadata> told) {
        Map<Sha256, InvoiceMetadata> all = new LinkedHashMap<>();
        told.values().stream()
                .filter(row -> row.invoiceHash() != null)
                .forEach(row -> all.putIfAbsent(row.invoiceHash(), row));
        return all;
    }

    private Map<KsefNumber, InvoiceMetadata> metadataByNumber() {
        if (metadata == null) {
            Map<KsefNumber, InvoiceMetadata> told = new LinkedHashMap<>();
            if (!parts.isEmpty() && isMetadataRead(row -> told.put(row.ksefNumber(), row))) {
                refuseOtherCount(told.size());
            }
            metadata = told;
        }
        return metadata;
    }

    /** KSeF may put the metadata last: where the archive has a directory, the invoices before are not unpacked for it. */
    private boolean isMetadataRead(Consumer<InvoiceMetadata> rows) {
        if (archiver()
                .readDirectly(
                        new Place(),
                        METADATA,
                        limits(),
                        (name, content) -> dependencies.metadataFormat().read(content, rows))) {
            return true;
        }
        return !unpack((name, content) -> {
            if (METADATA.equals(name)) {
                dependencies.metadataFormat().read(content, rows);
                throw new Enough();
            }
        });
    }

    /** Returns whether the archive was read to its end: a taker ends that when it has enough. */
    private boolean unpack(PackageArchiver.EntryTaker taker) {
        try (InputStream archive = open()) {
            archiver().read(archive, limits(), taker);
            return true;
        } catch (Enough enough) {
            return false;
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private KsefStorageException unreadable(IOException failed) {
        return new KsefStorageException("The package of export " + export + " cannot be read", failed);
    }

    private ArchiveLimits limits() {
        return new ArchiveLimits(
                MOST_ENTRIES, MOST_ENTRY_BYTES, Math.max(LEAST_MOST_BYTES, packedBytes() * MOST_EXPANSION));
    }

    private long packedBytes() {
        return parts.stream().mapToLong(FetchedPart::plainBytes).sum();
    }

    /** The first bytes tell the form; before API 2.7.1 nothing else did. */
    private PackageArchiver archiver() {
        try (InputStream archive = open()) {
            boolean gzip = archive.read() == 0x1f && archive.read() == 0x8b;
            return dependencies.archiver(gzip ? CompressionType.TAR_GZ : CompressionType.ZIP);
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    private InputStream open() {
        return new PlainPackage(parts, key, dependencies.crypto());
    }

    @Override
    public void close() {
        key.close();
        directory.close();
    }

    @Override
    public String toString() {
        return "FetchedPackage[" + export + ", " + parts.size() + " parts]";
    }

    /** The archive, from any place on. */
    private final class Place implements ArchiveSource {

        @Override
        public long sizeBytes() {
            return packedBytes();
        }

        @Override
        public InputStream openAt(long position) throws IOException {
            return PlainPackage.openAt(position, parts, key, dependencies.crypto());
        }
    }

    /** Ends the reading of an archive. It is no failure. */
    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super(null, null, false, false);
        }
    }
}
