package dev.ksef.simulator.export;

import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.wire.ProcessingStatus;
import org.jspecify.annotations.Nullable;

/** How an export ends: with invoices and the key to encrypt them with, or with a status that says what failed. */
record ExportOutcome(
        ProcessingStatus status,
        @Nullable FoundInvoices found,
        @Nullable SymmetricKey key) {

    static ExportOutcome of(FoundInvoices found, SymmetricKey key) {
        return new ExportOutcome(ExportStatuses.DONE, found, key);
    }

    static ExportOutcome failure(ProcessingStatus status) {
        return new ExportOutcome(status, null, null);
    }

    boolean success() {
        return status.success();
    }

    FoundInvoices requireFound() {
        if (found == null) {
            throw new IllegalStateException("This export failed");
        }
        return found;
    }

    SymmetricKey requireKey() {
        if (key == null) {
            throw new IllegalStateException("This export failed");
        }
        return key;
    }
}
