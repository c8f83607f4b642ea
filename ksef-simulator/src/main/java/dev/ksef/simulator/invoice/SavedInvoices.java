package dev.ksef.simulator.invoice;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** The invoices in the saved state of a simulator, with their XML. */
final class SavedInvoices implements Stateful {

    private final InvoiceArchive archive;
    private final TakenInvoices taken;

    SavedInvoices(InvoiceArchive archive, TakenInvoices taken) {
        this.archive = archive;
        this.taken = taken;
    }

    @Override
    public String section() {
        return "invoices";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        archive.all().forEach(invoice -> rows.accept(invoice.savedJson().put("kind", taken.kindOf(invoice.taken()))));
    }

    @Override
    public void restore(SavedRow row) {
        StoredInvoice invoice = archive.restore(row);
        String kind = row.optionalText("kind");
        if (kind == null) {
            return;
        }
        try {
            taken.take(kind, invoice.taken());
        } catch (InvoiceRejection duplicate) {
            throw new IllegalArgumentException("another invoice has the same seller, kind and number", duplicate);
        }
    }
}
