package dev.ksef.domain.sync;

import dev.ksef.domain.export.InvoiceFolder;

/** Takes the invoices of a synchronisation. One thread at a time calls it for one context. */
@FunctionalInterface
public interface SyncConsumer {

    /**
     * Takes an invoice. When this returns, the invoice is the consumer's: it counts as taken, and does not come again. What this
     * throws ends the run; the invoice comes again in the next one, marked as a repeat. It cannot synchronise the same taxpayer
     * itself: that would wait for the run that it belongs to.
     */
    void take(SyncedInvoice invoice);

    /** Returns a consumer that stores invoices in a folder, each once. */
    static SyncConsumer into(InvoiceFolder folder) {
        return invoice -> folder.store(invoice.ksefNumber(), invoice.xml(), invoice.metadata());
    }

    /**
     * Returns a consumer that stores invoices in a folder for each taxpayer, which has the name of its identifier. Irish VAT numbers
     * may have an asterisk, which not every system allows: an underscore stands for it.
     */
    static SyncConsumer intoEach(InvoiceFolder folders) {
        return invoice -> folders.child(invoice.context().value().replace('*', '_'))
                .store(invoice.ksefNumber(), invoice.xml(), invoice.metadata());
    }
}
