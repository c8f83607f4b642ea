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

    /**
     * Starts a request to send an invoice, which counts as issued online unless said otherwise.
     *
     * @param hash of the plain XML
     * @param sizeBytes of the plain XML
     */
    public static Builder builder(Sha256 hash, long sizeBytes) {
        return new Builder(hash, sizeBytes);
    }

    /** Shows sizes and hashes, but not the content. */
    @Override
    public String toString() {
        return "SendInvoice[" + invoiceHash + ", " + invoiceSize + " bytes]";
    }

    /** Collects the parts of a request to send an invoice. */
    public static final class Builder {

        private final Sha256 invoiceHash;
        private final long invoiceSize;
        private @Nullable Sha256 encryptedInvoiceHash;
        private long encryptedInvoiceSize;
        private @Nullable String encryptedInvoiceContent;
        private boolean offlineMode;
        private @Nullable Sha256 hashOfCorrectedInvoice;

        private Builder(Sha256 invoiceHash, long invoiceSize) {
            this.invoiceHash = invoiceHash;
            this.invoiceSize = invoiceSize;
        }

        /**
         * Sets the ciphertext.
         *
         * @param hash of the ciphertext
         * @param sizeBytes of the ciphertext, before Base64
         * @param base64 the ciphertext in Base64
         */
        public Builder encrypted(Sha256 hash, long sizeBytes, String base64) {
            this.encryptedInvoiceHash = hash;
            this.encryptedInvoiceSize = sizeBytes;
            this.encryptedInvoiceContent = base64;
            return this;
        }

        /** Says whether the invoice was issued offline. */
        public Builder offlineMode(boolean offlineMode) {
            this.offlineMode = offlineMode;
            return this;
        }

        /** Names the rejected invoice that this one corrects technically; null where it corrects none. */
        public Builder hashOfCorrectedInvoice(@Nullable Sha256 hashOfCorrectedInvoice) {
            this.hashOfCorrectedInvoice = hashOfCorrectedInvoice;
            return this;
        }

        /**
         * Makes the request.
         *
         * @throws NullPointerException if the ciphertext is missing
         */
        public SendInvoice build() {
            return new SendInvoice(
                    invoiceHash,
                    invoiceSize,
                    Objects.requireNonNull(encryptedInvoiceHash, "encryptedInvoiceHash"),
                    encryptedInvoiceSize,
                    Objects.requireNonNull(encryptedInvoiceContent, "encryptedInvoiceContent"),
                    offlineMode,
                    hashOfCorrectedInvoice);
        }
    }
}
