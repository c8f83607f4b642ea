package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/** An invoice as a client sends it: encrypted, with sizes and hashes. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record InvoiceSubmission(
        Sha256Base64 invoiceHash,
        long invoiceSize,
        byte[] encrypted,
        boolean offlineMode,
        @Nullable Sha256Base64 hashOfCorrectedInvoice) {

    /**
     * Reads the body of a request.
     *
     * @throws BadRequest 21405 if a field is wrong, 21402 or 21403 if size or hash of the cipher text are others
     */
    public static InvoiceSubmission of(JsonBody body) {
        String invoiceHash = body.sha256("invoiceHash");
        long invoiceSize = body.positive("invoiceSize");
        byte[] encrypted = body.base64("encryptedInvoiceContent");
        boolean offlineMode = body.flag("offlineMode");
        String corrected = body.optionalSha256("hashOfCorrectedInvoice");
        String hash = body.sha256("encryptedInvoiceHash");
        long size = body.positive("encryptedInvoiceSize");
        if (corrected != null && !offlineMode) {
            body.problem("offlineMode", "must be true for a technical correction");
        }
        body.check();
        InvoiceSubmission submission = new InvoiceSubmission(
                Sha256Base64.of(invoiceHash),
                invoiceSize,
                encrypted,
                offlineMode,
                corrected == null ? null : Sha256Base64.of(corrected));
        submission.requireCipherText(size, hash);
        return submission;
    }

    boolean technicalCorrection() {
        return hashOfCorrectedInvoice != null;
    }

    private void requireCipherText(long size, String hash) {
        if (encrypted.length != size) {
            throw InvoiceRefusals.wrongSize();
        }
        if (!Sha256Digests.base64(encrypted).equals(hash)) {
            throw InvoiceRefusals.wrongHash();
        }
    }
}
