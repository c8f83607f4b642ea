package dev.ksef.simulator.quota;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/**
 * How large the invoices of a session may be, and how many it takes.
 *
 * @param invoiceMegabytes the largest size of an invoice, in 1 000 000 bytes
 * @param attachmentInvoiceMegabytes the largest size of an invoice with an attachment
 * @param invoices how many invoices a session takes
 */
public record SessionLimits(int invoiceMegabytes, int attachmentInvoiceMegabytes, int invoices) {

    private static final int MEGABYTE = 1_000_000;

    /** The limits of production, but for the number of invoices. */
    public static SessionLimits usual(int invoices) {
        return new SessionLimits(1, 3, invoices);
    }

    static SessionLimits saved(SavedRow row) {
        return new SessionLimits(
                row.number("maxInvoiceSizeInMB"),
                row.number("maxInvoiceWithAttachmentSizeInMB"),
                row.number("maxInvoices"));
    }

    /** The largest size of an invoice in bytes. */
    public int bytes(boolean attachment) {
        return MEGABYTE * (attachment ? attachmentInvoiceMegabytes : invoiceMegabytes);
    }

    /** The size in bytes that no invoice of any kind may exceed. */
    public int mostBytes() {
        return Math.max(bytes(false), bytes(true));
    }

    ObjectNode json() {
        return JsonTrees.object()
                .put("maxInvoiceSizeInMB", invoiceMegabytes)
                .put("maxInvoiceWithAttachmentSizeInMB", attachmentInvoiceMegabytes)
                .put("maxInvoices", invoices);
    }
}
