package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import org.jspecify.annotations.Nullable;

/** An invoice as a client sends it: encrypted, with sizes and hashes. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record InvoiceSubmission(
        String invoiceHash,
        long invoiceSize,
        byte[] encrypted,
        boolean offlineMode,
        @Nullable String hashOfCorrectedInvoice) {

    /**
     * Reads the body of a request.
     *
     * @throws BadRequest 21405 if a field is wrong, 21402 or 21403 if size or hash of the cipher text are others
     */
    public static InvoiceSubmission of(JsonBody body) {
        InvoiceSubmission submission = new InvoiceSubmission(
                body.sha256("invoiceHash"),
                body.positive("invoiceSize"),
                body.base64("encryptedInvoiceContent"),
                body.flag("offlineMode"),
                body.optionalSha256("hashOfCorrectedInvoice"));
        String hash = body.sha256("encryptedInvoiceHash");
        long size = body.positive("encryptedInvoiceSize");
        if (submission.technicalCorrection() && !submission.offlineMode()) {
            body.problem("offlineMode", "must be true for a technical correction");
        }
        body.check();
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
