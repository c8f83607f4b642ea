package dev.ksef.simulator.batch;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.session.SimulatedSession;
import dev.ksef.simulator.storage.StorageFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The archive of a batch, decrypted and joined in a file that is deleted when the package is closed. */
final class InvoicePackage implements AutoCloseable {

    /** Ten times the largest invoice; what unpacks to more is no invoice, but made to do harm. */
    private static final long MAX_FILE_BYTES = 30_000_000;

    /** As much as 10 000 of the largest invoices. */
    private static final long MAX_BYTES = 30_000_000_000L;

    private static final int BUFFER_BYTES = 65_536;

    private final Path archive;
    private final ArchiveFormat format;

    private InvoicePackage(Path archive, ArchiveFormat format) {
        this.archive = archive;
        this.format = format;
    }

    /**
     * Decrypts and joins the parts, and deletes each as it goes.
     *
     * @param parts all of them, in order
     * @param key null if it could not be decrypted
     * @throws PackageFailure 405 if a part or the whole is not what was declared, 415 without a key, 435 if a part was
     *     not made with it
     */
    static InvoicePackage open(
            BatchDeclaration declared, List<UploadedPart> parts, @Nullable SymmetricKey key, StorageFolder folder)
            throws IOException, PackageFailure {
        requireHashes(declared.parts(), parts);
        if (key == null) {
            throw new PackageFailure(SimulatedSession.KEY_NOT_DECRYPTED);
        }
        InvoicePackage joined = new InvoicePackage(folder.newFile(), declared.format());
        try {
            joined.join(declared, parts, key);
            return joined;
        } catch (IOException | PackageFailure | RuntimeException failed) {
            joined.close();
            throw failed;
        }
    }

    private static void requireHashes(List<DeclaredPart> declared, List<UploadedPart> parts) throws PackageFailure {
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).hash().equals(declared.get(i).hash())) {
                throw PackageFailure.elements(
                        "Skrót części '" + declared.get(i).ordinalNumber() + "' nie zgadza się z zadeklarowanym.");
            }
        }
    }

    private void join(BatchDeclaration declared, List<UploadedPart> parts, SymmetricKey key)
            throws IOException, PackageFailure {
        MessageDigest digest = Sha256Digests.start();
        try (OutputStream out = new DigestOutputStream(
                new BufferedOutputStream(Files.newOutputStream(archive), BUFFER_BYTES), digest)) {
            for (UploadedPart part : parts) {
                try (InputStream encrypted = Files.newInputStream(part.file())) {
                    if (!key.decrypt(encrypted, out)) {
                        throw PackageFailure.decryption();
                    }
                }
                part.delete();
            }
        }
        if (Files.size(archive) != declared.size()) {
            throw PackageFailure.elements("Rozmiar paczki nie zgadza się z zadeklarowanym.");
        }
        if (!Sha256Digests.base64(digest).equals(declared.hash())) {
            throw PackageFailure.elements("Skrót paczki nie zgadza się z zadeklarowanym.");
        }
    }

    /**
     * Unpacks everything once, without looking at the invoices.
     *
     * @return the number of files
     * @throws PackageFailure 420 if it has more files than the limit, 430 if it is no such archive, damaged, or unpacks to
     *     more than invoices can have, 440 if it has no files
     */
    int survey(int limit) throws PackageFailure {
        Survey survey = new Survey(limit);
        read(survey);
        if (survey.files == 0) {
            throw new PackageFailure(SimulatedSession.NOTHING_SENT);
        }
        return survey.files;
    }

    /** Counts files and bytes. */
    private static final class Survey implements ArchiveFormat.Visitor {

        private final int limit;
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int files;
        private long bytes;

        Survey(int limit) {
            this.limit = limit;
        }

        @Override
        public void file(String name, InputStream content) throws IOException, PackageFailure {
            files++;
            if (files > limit) {
                throw PackageFailure.tooManyInvoices(limit);
            }
            long size = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                bytes += read;
                if (size > MAX_FILE_BYTES || bytes > MAX_BYTES) {
                    throw PackageFailure.archive("Rozpakowane pliki są większe, niż mogą być faktury.");
                }
            }
        }
    }

    /** Is shown the invoices of a package, one after the other. */
    @FunctionalInterface
    interface Reader {
        void invoice(PackedInvoice invoice);
    }

    /**
     * Shows each file.
     *
     * @param mostBytes how many bytes any invoice may have
     * @throws PackageFailure 430 if it is no such archive, or damaged
     */
    void forEach(int mostBytes, Reader reader) throws PackageFailure {
        read((name, content) -> reader.invoice(PackedInvoice.read(name, content, mostBytes)));
    }

    private void read(ArchiveFormat.Visitor visitor) throws PackageFailure {
        try {
            format.visit(archive, (name, content) -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("The simulator is closed");
                }
                visitor.file(name, content);
            });
        } catch (IOException | IllegalArgumentException damaged) {
            throw PackageFailure.archive("Archiwum jest uszkodzone lub ma inny format niż zadeklarowany.");
        }
    }

    @Override
    public void close() {
        StorageFolder.delete(archive);
    }
}
