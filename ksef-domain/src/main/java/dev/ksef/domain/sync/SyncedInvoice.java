package dev.ksef.domain.sync;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.SubjectType;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that a synchronisation hands out.
 *
 * @param context whose invoice it is
 * @param subjectType which part the context has on it
 * @param metadata what KSeF tells of it; null if it tells nothing
 * @param isRepeat whether it may have been handed out before, by a run that ended before it could note that
 */
public record SyncedInvoice(
        ContextIdentifier context,
        SubjectType subjectType,
        KsefNumber ksefNumber,
        InvoiceXml xml,
        @Nullable InvoiceMetadata metadata,
        boolean isRepeat) {

    @Override
    public String toString() {
        return "SyncedInvoice[" + ksefNumber + (isRepeat ? ", repeat]" : "]");
    }
}
