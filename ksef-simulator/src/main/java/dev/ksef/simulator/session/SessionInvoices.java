package dev.ksef.simulator.session;

import dev.ksef.simulator.identifier.InvoiceReference;
import dev.ksef.simulator.index.KeyedIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The invoices of a session in their order, which are found by reference number, too. Not thread-safe. */
public final class SessionInvoices {

    private final List<JudgedInvoice> inOrder = new ArrayList<>();
    private final KeyedIndex<InvoiceReference, JudgedInvoice> byReference = new KeyedIndex<>(JudgedInvoice::reference);

    public void add(JudgedInvoice invoice) {
        inOrder.add(invoice);
        byReference.add(invoice);
    }

    public int size() {
        return inOrder.size();
    }

    public List<JudgedInvoice> all() {
        return List.copyOf(inOrder);
    }

    public Optional<JudgedInvoice> find(String referenceNumber) {
        return InvoiceReference.of(referenceNumber).flatMap(byReference::first);
    }

    /** The invoices that KSeF took. */
    public List<JudgedInvoice> accepted() {
        return inOrder.stream()
                .filter(invoice -> invoice.verdict().accepted() != null)
                .toList();
    }

    /** Whether KSeF took any. */
    public boolean anyAccepted() {
        return inOrder.stream().anyMatch(invoice -> invoice.verdict().accepted() != null);
    }
}
