package dev.ksef.model.limit;

import org.jspecify.annotations.Nullable;

/** The limits of the sessions of a context. Source: {@code EffectiveContextLimits} of API 2.8. */
public record EffectiveContextLimits(
        @Nullable SessionLimits onlineSession,
        @Nullable SessionLimits batchSession,
        @Nullable CollectiveIdentifierLimits collectiveIdentifier) {

    /**
     * The limits of one kind of session.
     *
     * @param maxInvoiceSizeInMB of an invoice without attachments, in 1 000 000 B
     * @param maxInvoiceWithAttachmentSizeInMB of an invoice with attachments, in 1 000 000 B
     * @param maxInvoices in one session
     */
    public record SessionLimits(
            @Nullable Integer maxInvoiceSizeInMB,
            @Nullable Integer maxInvoiceWithAttachmentSizeInMB,
            @Nullable Integer maxInvoices) {}

    /**
     * The limits of collective identifiers; from API 2.7.1.
     *
     * @param maxInvoices under one identifier
     */
    public record CollectiveIdentifierLimits(@Nullable Integer maxInvoices) {}
}
