package dev.ksef.model.batch;

import dev.ksef.model.FormCode;
import dev.ksef.model.encryption.EncryptionInfo;
import java.util.Objects;

/**
 * The request to open a batch session for one package of invoices of one form.
 *
 * @param offlineMode whether all invoices of the package were issued offline
 */
public record OpenBatchSession(FormCode formCode, BatchFile batchFile, EncryptionInfo encryption, boolean offlineMode) {

    public OpenBatchSession {
        Objects.requireNonNull(formCode, "formCode");
        Objects.requireNonNull(batchFile, "batchFile");
        Objects.requireNonNull(encryption, "encryption");
    }

    /** Returns a request to open a session for invoices of this form that were issued online. */
    public static OpenBatchSession of(FormCode formCode, BatchFile batchFile, EncryptionInfo encryption) {
        return new OpenBatchSession(formCode, batchFile, encryption, false);
    }

    /** Returns the same request for invoices that were issued offline, or not. */
    public OpenBatchSession withOfflineMode(boolean issuedOffline) {
        return new OpenBatchSession(formCode, batchFile, encryption, issuedOffline);
    }
}
