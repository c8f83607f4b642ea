package dev.ksef.simulator.invoice;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A party named on an invoice.
 *
 * @param identifierType the type of the identifier, as the API names it; {@code None} without an identifier
 * @param role the number of the role; 0 if this kind of party has none
 */
record InvoiceParty(
        String identifierType,
        @Nullable String identifier,
        @Nullable String name,
        int role) {

    static final String NO_IDENTIFIER = "None";

    /** Whether a login in this context acts for this party. */
    boolean is(LoginContext context) {
        return identifierType.equals(context.type()) && context.value().equals(identifier);
    }

    /** The party with its identifier as an object of type and value. */
    ObjectNode json() {
        ObjectNode json = JsonTrees.object();
        ObjectNode typed = json.putObject("identifier").put("type", identifierType);
        if (identifier != null) {
            typed.put("value", identifier);
        }
        return named(json);
    }

    /** The party with its identifier as a NIP. */
    ObjectNode jsonWithNip() {
        return named(JsonTrees.object().put("nip", identifier));
    }

    private ObjectNode named(ObjectNode json) {
        return name == null ? json : json.put("name", name);
    }
}
