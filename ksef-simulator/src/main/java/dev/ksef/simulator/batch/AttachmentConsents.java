package dev.ksef.simulator.batch;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which taxpayers may send invoices with attachments, and until when. Thread-safe. */
public final class AttachmentConsents implements Stateful {

    /**
     * The consent of one taxpayer.
     *
     * @param end from when it no longer holds; null if it holds for good
     */
    record Consent(@Nullable Instant end) {

        boolean holds(Instant now) {
            return end == null || now.isBefore(end);
        }
    }

    private static final Consent NEVER_GIVEN = new Consent(Instant.MIN);

    private final Map<String, Consent> byNip = new ConcurrentHashMap<>();

    public void give(String nip) {
        byNip.put(nip, new Consent(null));
    }

    /** Ends a consent. One that was never given stays so, and one that has ended does not come back. */
    void end(String nip, Instant end, Instant now) {
        byNip.computeIfPresent(nip, (same, consent) -> consent.holds(now) ? new Consent(end) : consent);
    }

    @Override
    public String section() {
        return "attachments";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        byNip.forEach((nip, consent) -> rows.accept(JsonTrees.object()
                .put("nip", nip)
                .put("end", consent.end() == null ? null : consent.end().toString())));
    }

    @Override
    public void restore(SavedRow row) {
        byNip.put(row.text("nip"), new Consent(row.optionalInstant("end")));
    }

    /** The consent that holds for a context: that of its taxpayer. */
    Consent of(LoginContext context) {
        return byNip.entrySet().stream()
                .filter(entry -> context.belongsTo(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NEVER_GIVEN);
    }

    boolean given(LoginContext context, Instant now) {
        return of(context).holds(now);
    }
}
