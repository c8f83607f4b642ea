package dev.ksef.port.archive;

import dev.ksef.model.invoice.InvoiceMetadata;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads the metadata in an exported package ({@code _metadata.json}), and writes those of one invoice in the same form.
 *
 * <p><b>Threading:</b> safe for many threads.
 *
 * <p><b>Memory:</b> holds one invoice's metadata at a time, whatever the size of the file.
 *
 * <p><b>Failure:</b> {@link dev.ksef.model.error.KsefStorageException}, which says where the file is broken, and quotes nothing
 * of it. As in KSeF's answers, an unknown field is passed over and an unreadable value counts as absent; both are told to the
 * listener. A row without a KSeF number, or with an unreadable one, is such a failure: it would be an invoice lost.
 *
 * <p><b>Secrets:</b> messages, logs and events quote no values, except those of enums that this version does not know.
 */
public interface InvoiceMetadataFormat {

    /**
     * Reads the metadata of all invoices of a package, in their order. The file is an object with a list {@code invoices}; a
     * bare list is read, too, since older documents showed one. The stream is left open.
     *
     * @throws dev.ksef.model.error.KsefStorageException if it is no such file, is incomplete, or cannot be read
     */
    void read(InputStream json, Consumer<InvoiceMetadata> taker);

    /** Returns the metadata of one invoice as a JSON object in UTF-8, with KSeF's names of fields, without those that are absent. */
    byte[] write(InvoiceMetadata metadata);
}
