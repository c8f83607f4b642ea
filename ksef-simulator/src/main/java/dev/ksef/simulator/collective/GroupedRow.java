package dev.ksef.simulator.collective;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An invoice in the list of those under some identifiers.
 *
 * @param position the place in the list, from 1. It stays, since identifiers never change
 */
record GroupedRow(long position, CollectiveIdentifier identifier, GroupedInvoice invoice) {

    private static final Comparator<GroupedRow> BY_NUMBER_DESCENDING = Comparator.comparing(
                    (GroupedRow row) -> row.invoice().ksefNumber())
            .thenComparing(row -> row.identifier().number())
            .reversed();

    /** The list of the invoices under some identifiers. */
    static List<GroupedRow> of(Stream<CollectiveIdentifier> identifiers) {
        List<GroupedRow> sorted = identifiers
                .flatMap(identifier ->
                        identifier.invoices().stream().map(invoice -> new GroupedRow(0, identifier, invoice)))
                .sorted(BY_NUMBER_DESCENDING)
                .toList();
        List<GroupedRow> rows = new ArrayList<>(sorted.size());
        for (GroupedRow row : sorted) {
            rows.add(new GroupedRow(rows.size() + 1, row.identifier(), row.invoice()));
        }
        return rows;
    }

    /** The row for those who sign in for a context. Details are for the creator and for the parties of the invoice. */
    ObjectNode json(LoginContext reader, InvoiceGrouping grouping) {
        boolean hidden = invoice.detailed()
                && !identifier.creator().equals(reader)
                && !grouping.concerns(invoice.ksefNumber(), reader);
        ObjectNode json = JsonTrees.object()
                .put("ksefNumber", invoice.ksefNumber())
                .put("collectiveIdentifierNumber", identifier.number())
                .put("detailsHidden", hidden);
        if (!hidden) {
            invoice.putDetails(json);
        }
        return json;
    }
}
