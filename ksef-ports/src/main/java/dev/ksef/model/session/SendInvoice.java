package dev.ksef.model.session;

import dev.ksef.model.Sha256;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request to send one invoice.
 *
 * @param invoiceHash of the plain XML
 * @param invoiceSize of the plain XML, in bytes
 * @param encryptedInvoiceHash of the ciphertext
 * @param encryptedInvoiceSize of the ciphertext, in bytes
 * @param encryptedInvoiceContent the ciphertext in Base64
 * @param offlineMode whether the invoice was issued offline
 * @param hashOfCorrectedInvoice of the rejected invoice, for a technical correction
 */
public record SendInvoice(
        Sha256 invoiceHash,
        long invoiceSize,
        Sha256 encryptedInvoiceHash,
        long encryptedInvoiceSize,
        String encryptedInvoiceContent,
        boolean offlineMode,
        @Nullable Sha256 hashOfCorrectedInvoice) {

    public SendInvoice {
        Objects.requireNonNull(invoiceHash, "invoiceHash");
        Objects.requireNonNull(encryptedInvoiceHash, "encryptedInvoiceHash");
        Objects.requireNonNull(encryptedInvoiceContent, "encryptedInvoiceContent");
    }

    /** Sizes and hashes; the content stays unseen. */
    @Override
    public String toString() {
        return "SendInvoice[" + invoiceHash + ", " + invoiceSize + " bytes]";
    }
}
