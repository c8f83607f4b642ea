package dev.ksef.simulator.invoice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All invoices taken, of all sessions: no two with the same seller, kind and number. */
final class TakenInvoices {

    private record Identity(String sellerNip, String kind, String number) {}

    private final Map<Identity, TakenInvoice> all = new ConcurrentHashMap<>();

    /**
     * Takes an invoice.
     *
     * @throws InvoiceRejection 440 if one with this identity was taken before
     */
    void take(String kind, TakenInvoice invoice) {
        TakenInvoice original = all.putIfAbsent(new Identity(invoice.sellerNip(), kind, invoice.number()), invoice);
        if (original != null) {
            throw InvoiceRejection.duplicate(original.ksefNumber(), original.sessionReference());
        }
    }
}
