package dev.ksef.adapter.redis;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.internal.content.TextFormat;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of what a ledger keeps. They hold hashes of environment and quota, which may have any characters. That of the
 * environment stands in braces, so that all its names are in one slot.
 */
record QuotaNames(String prefix) {

    private static final int HASH_DIGITS = 32;

    /** Returns the names for a demand, in the order of the script. */
    List<String> of(CallDemand demand) {
        String environment = environment(demand.quotas().get(0).key());
        List<String> names = new ArrayList<>(List.of(environment + "answer:" + demand.id(), environment + "nodes"));
        for (QuotaDemand quota : demand.quotas()) {
            names.addAll(of(quota.key()));
        }
        return names;
    }

    /** Returns the names of a quota: its book, its calls by time, and its calls by number. */
    List<String> of(QuotaKey key) {
        String hash = hash(parts(key));
        String environment = environment(key);
        return List.of(environment + "book:" + hash, environment + "calls:" + hash, environment + "log:" + hash);
    }

    private String environment(QuotaKey key) {
        return prefix + "limits:{" + hash(key.environment()) + "}:";
    }

    /** A part that is missing is told from one that is empty. */
    private static String[] parts(QuotaKey key) {
        ContextIdentifier context = key.context();
        return new String[] {
            context == null ? "" : "of " + context.type().value(),
            context == null ? "" : context.value(),
            key.group() == null ? "" : key.group().name(),
            key.operation() == null ? "" : "to " + key.operation()
        };
    }

    private static String hash(String... parts) {
        return TokenEntry.hash(TextFormat.bytes(parts)).substring(0, HASH_DIGITS);
    }
}
