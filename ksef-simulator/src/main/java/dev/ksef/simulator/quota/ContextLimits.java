package dev.ksef.simulator.quota;

import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/**
 * What a context may send.
 *
 * @param online the limits of its interactive sessions
 * @param batch the limits of its batch sessions
 * @param invoicesPerIdentifier how many invoices it may group under one collective identifier
 */
public record ContextLimits(SessionLimits online, SessionLimits batch, int invoicesPerIdentifier) {

    private static final int INVOICES_PER_IDENTIFIER = 500;

    /** The limits of production, but for the number of invoices of a session. */
    public static ContextLimits usual(int invoicesPerSession) {
        SessionLimits session = SessionLimits.usual(invoicesPerSession);
        return new ContextLimits(session, session, INVOICES_PER_IDENTIFIER);
    }

    /** The limits that a row of the saved state has, where they were written as {@link #json} does. */
    static ContextLimits saved(SavedRow row) {
        return new ContextLimits(
                SessionLimits.saved(row.object("onlineSession")),
                SessionLimits.saved(row.object("batchSession")),
                row.object("collectiveIdentifier").number("maxInvoices"));
    }

    public ObjectNode json() {
        ObjectNode json = JsonTrees.object();
        json.set("onlineSession", online.json());
        json.set("batchSession", batch.json());
        json.putObject("collectiveIdentifier").put("maxInvoices", invoicesPerIdentifier);
        return json;
    }
}
