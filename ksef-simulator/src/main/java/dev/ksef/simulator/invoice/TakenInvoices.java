package dev.ksef.simulator.invoice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The identities of all invoices that KSeF took, in whatever session. No two have the same seller, kind and number. */
final class TakenInvoices {

    private record Identity(String sellerNip, String kind, String number) {}

    private final Map<Identity, TakenInvoice> all = new ConcurrentHashMap<>();

    /**
     * Takes an invoice.
     *
     * @throws InvoiceRejection 440 if an invoice with the same identity was taken before
     */
    void take(String kind, TakenInvoice invoice) {
        TakenInvoice original = all.putIfAbsent(new Identity(invoice.sellerNip(), kind, invoice.number()), invoice);
        if (original != null) {
            throw InvoiceRejection.duplicate(original.ksefNumber(), original.sessionReference());
        }
    }
}
