package dev.ksef.domain.preflight;

import dev.ksef.model.FormCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an invoice is to go: some rules depend on it.
 *
 * @param formCode what the session was opened for; null where that is not known, and then any structure will do
 * @param attachments whether an invoice may have an attachment there
 * @param at when it goes
 */
public record InvoiceDestination(@Nullable FormCode formCode, boolean attachments, Instant at) {

    /** Returns an online session, which takes no attachments. */
    public static InvoiceDestination online(@Nullable FormCode formCode, Instant at) {
        return new InvoiceDestination(formCode, false, at);
    }

    /** Returns an online session, for a technical correction, which may have an attachment. */
    public static InvoiceDestination technicalCorrection(@Nullable FormCode formCode, Instant at) {
        return new InvoiceDestination(formCode, true, at);
    }

    /** Returns a batch session, which takes attachments of those who were allowed to send them. */
    public static InvoiceDestination batch(@Nullable FormCode formCode, Instant at) {
        return new InvoiceDestination(formCode, true, at);
    }
}
