package dev.ksef.domain.export;

import dev.ksef.domain.internal.DurableFile;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of invoices: each as {@code KSEFNUMBER.xml}, with what KSeF tells of it beside it as {@code KSEFNUMBER.json}. A file is
 * there whole or not at all, and once, however often an invoice comes. Safe for many threads and processes.
 */
public final class InvoiceFolder {

    /** No name of a folder, and none that a system keeps for itself. */
    private static final Pattern FIT = Pattern.compile("[0-9A-Za-z+_-]{1,64}");

    private final Path folder;
    private final InvoiceMetadataFormat metadataFormat;

    /** @param folder made if it is missing */
    public InvoiceFolder(Path folder, InvoiceMetadataFormat metadataFormat) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.metadataFormat = Objects.requireNonNull(metadataFormat, "metadataFormat");
    }

    /** Returns its path. */
    public Path path() {
        return folder;
    }

    /**
     * Returns the folder of this name in it.
     *
     * @throws KsefStorageException if it is no name for a folder
     */
    public InvoiceFolder child(String name) {
        return new InvoiceFolder(folder.resolve(fit(name)), metadataFormat);
    }

    /**
     * Stores an invoice. The XML comes last: where it is, the metadata are, too. When this returns, both survive a failure of the
     * machine.
     *
     * @param metadata null if nothing is known of it
     * @throws KsefStorageException if the folder cannot be written, or holds another content under this number
     */
    public void store(KsefNumber number, InvoiceXml xml, @Nullable InvoiceMetadata metadata) {
        String name = fit(number.value());
        try {
            boolean isThere = isThere(name, number, xml);
            boolean lacksMetadata = metadata != null && !(isThere && Files.exists(folder.resolve(name + ".json")));
            if (metadata != null && lacksMetadata) {
                DurableFile.write(folder, name + ".json", metadataFormat.write(metadata));
            }
            if (!isThere) {
                DurableFile.write(folder, name + ".xml", xml.bytes());
            }
            if (!isThere || lacksMetadata) {
                DurableFile.sync(folder);
            }
        } catch (IOException failed) {
            throw new KsefStorageException(
                    "The invoice " + number + " cannot be stored in " + folder
                            + "; check that there is room, and who may write there",
                    failed);
        }
    }

    private boolean isThere(String name, KsefNumber number, InvoiceXml xml) throws IOException {
        Path file = folder.resolve(name + ".xml");
        if (!Files.exists(file)) {
            return false;
        }
        if (Files.size(file) != xml.sizeBytes() || !Arrays.equals(Files.readAllBytes(file), xml.bytes())) {
            throw new KsefStorageException(
                    "The file " + file + " is not invoice " + number
                            + " as KSeF has it: look where it comes from, and move it" + " away",
                    null);
        }
        return true;
    }

    private static String fit(String name) {
        if (!FIT.matcher(name).matches()) {
            throw new KsefStorageException("No file can be named after a number that KSeF would not give", null);
        }
        return name;
    }

    @Override
    public String toString() {
        return "InvoiceFolder[" + folder + "]";
    }
}
