package dev.ksef.simulator.collective;

import dev.ksef.simulator.identifier.KsefNumbers;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An invoice under a collective identifier.
 *
 * @param payment what is paid for it; null if that was not said
 */
record GroupedInvoice(
        String ksefNumber,
        @Nullable Payment payment,
        @Nullable String description) {

    private static final int LONGEST_DESCRIPTION = 512;

    /** Any code is accepted, since the list of codes grows. */
    private static final String CURRENCY = "[A-Z]{3}";

    record Payment(BigDecimal amount, String currency) {

        private static Payment of(JsonBody body) {
            return new Payment(body.number("amount"), body.match("currency", CURRENCY));
        }
    }

    static GroupedInvoice of(JsonBody body) {
        return new GroupedInvoice(
                body.match("ksefNumber", KsefNumbers.SHAPE),
                body.optionalObject("payment").map(Payment::of).orElse(null),
                body.optionalShort("description", LONGEST_DESCRIPTION));
    }

    static GroupedInvoice saved(SavedRow row) {
        SavedRow paid = row.row("payment");
        return new GroupedInvoice(
                row.text("ksefNumber"),
                paid == null ? null : new Payment(paid.as("amount", BigDecimal::new), paid.text("currency")),
                row.optionalText("description"));
    }

    ObjectNode savedJson() {
        ObjectNode json = JsonTrees.object().put("ksefNumber", ksefNumber).put("description", description);
        if (payment != null) {
            // As a text, which keeps the digits as they were written.
            json.putObject("payment").put("amount", payment.amount().toString()).put("currency", payment.currency());
        }
        return json;
    }

    /** Whether there is anything that may have to be hidden. */
    boolean detailed() {
        return payment != null || description != null;
    }

    void putDetails(ObjectNode json) {
        if (payment != null) {
            json.putObject("payment").put("amount", payment.amount()).put("currency", payment.currency());
        }
        if (description != null) {
            json.put("description", description);
        }
    }
}
