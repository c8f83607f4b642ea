package dev.ksef.model.export;

import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.encryption.EncryptionInfo;
import dev.ksef.model.invoice.InvoiceQuery;
import java.util.Objects;

/**
 * The request to make a package of the invoices that a query finds.
 *
 * <p>Source: schema {@code InvoiceExportRequest} of API 2.8.1.
 *
 * @param encryption the content key with which KSeF encrypts the package, wrapped for KSeF
 * @param onlyMetadata whether the package has only {@code _metadata.json}, and no invoice
 */
public record StartExport(
        EncryptionInfo encryption, InvoiceQuery filters, boolean onlyMetadata, CompressionType compressionType) {

    public StartExport {
        Objects.requireNonNull(encryption, "encryption");
        Objects.requireNonNull(filters, "filters");
        Objects.requireNonNull(compressionType, "compressionType");
    }

    /** Returns a request for a package with the invoices and their metadata. */
    public static StartExport of(EncryptionInfo encryption, InvoiceQuery filters, CompressionType compressionType) {
        return new StartExport(encryption, filters, false, compressionType);
    }

    /** Returns the same request for a package that has only the metadata, or the invoices, too. */
    public StartExport withOnlyMetadata(boolean noInvoices) {
        return new StartExport(encryption, filters, noInvoices, compressionType);
    }
}
