package dev.ksef.simulator.collective;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A collective identifier.
 *
 * @param position the place in the order of all, from 1
 * @param creator the context that it was created in
 * @param invoices of one seller, each once
 */
record CollectiveIdentifier(
        long position,
        String number,
        String sellerNip,
        LoginContext creator,
        Instant createdAt,
        List<GroupedInvoice> invoices) {

    static final Comparator<CollectiveIdentifier> NEWEST_FIRST = Comparator.comparing(CollectiveIdentifier::createdAt)
            .thenComparing(CollectiveIdentifier::number)
            .reversed();

    CollectiveIdentifier {
        invoices = List.copyOf(invoices);
    }

    static CollectiveIdentifier saved(long position, SavedRow row) {
        return new CollectiveIdentifier(
                position,
                row.text("number"),
                row.text("sellerNip"),
                row.as("creator", LoginContext::saved),
                row.instant("createdAt"),
                row.rows("invoices").stream().map(GroupedInvoice::saved).toList());
    }

    ObjectNode savedJson() {
        ObjectNode json = JsonTrees.object()
                .put("number", number)
                .put("sellerNip", sellerNip)
                .put("creator", creator.value())
                .put("createdAt", createdAt.toString());
        ArrayNode grouped = json.putArray("invoices");
        invoices.forEach(invoice -> grouped.add(invoice.savedJson()));
        return json;
    }

    /** What every list tells. */
    ObjectNode json(LoginContext reader) {
        return JsonTrees.object()
                .put("collectiveIdentifierNumber", number)
                .put("dateCreated", KsefTimestamps.json(createdAt))
                .put("createdInCurrentContext", creator.equals(reader));
    }
}
