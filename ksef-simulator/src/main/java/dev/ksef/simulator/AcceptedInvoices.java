package dev.ksef.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All invoices taken, of all sessions: no two with the same seller, kind and number. */
final class AcceptedInvoices {

    private record Identity(String sellerNip, String kind, String number) {}

    private final Map<Identity, AcceptedInvoice> all = new ConcurrentHashMap<>();

    /**
     * Takes an invoice.
     *
     * @throws Rejection 440 if one with this identity was taken before
     */
    void take(String kind, AcceptedInvoice invoice) {
        AcceptedInvoice original = all.putIfAbsent(new Identity(invoice.sellerNip(), kind, invoice.number()), invoice);
        if (original != null) {
            throw Rejection.duplicate(original.ksefNumber(), original.sessionReference());
        }
    }
}
