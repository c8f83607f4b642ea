package dev.ksef.simulator;

import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.seed.Seed;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The taxpayers that a simulator starts with, and their tokens: those of its settings, of its seed and of its saved state.
 * Complete before the simulator serves, and never changed then.
 */
final class StartTaxpayers implements Stateful {

    private final Map<String, String> tokens = new LinkedHashMap<>();

    /** Begins with those that there were before a reset; with none at the start. */
    StartTaxpayers(@Nullable StartTaxpayers before) {
        if (before != null) {
            tokens.putAll(before.tokens);
        }
    }

    @Override
    public String section() {
        return "taxpayers";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        tokens.forEach(
                (nip, token) -> rows.accept(JsonTrees.object().put("nip", nip).put("token", token)));
    }

    @Override
    public void restore(SavedRow row) {
        tokens.putIfAbsent(row.as("nip", ArgumentChecks::nip), row.text("token"));
    }

    /** Adds those of the settings, who come first, or a random one if there is nobody. All of them may sign in. */
    void complete(List<String> chosen, @Nullable String token, Seed seed, TaxpayerTokens accepted) {
        Set<String> nips = new LinkedHashSet<>(chosen);
        nips.addAll(tokens.keySet());
        nips.addAll(seed.nips());
        if (nips.isEmpty()) {
            nips.add(NipNumbers.random(new SecureRandom()));
        }
        Map<String, String> known = new LinkedHashMap<>(tokens);
        known.putAll(seed.tokens());
        if (token != null) {
            known.put(nips.iterator().next(), token);
        }
        tokens.clear();
        nips.forEach(nip -> tokens.put(nip, accepted(nip, known.get(nip), accepted)));
    }

    private static String accepted(String nip, @Nullable String token, TaxpayerTokens accepted) {
        if (token == null) {
            return accepted.add(nip);
        }
        accepted.add(nip, token);
        return token;
    }

    /** The first of them. */
    String first() {
        return tokens.keySet().iterator().next();
    }

    /** Their tokens by their NIPs, the first taxpayer first. */
    Map<String, String> tokens() {
        return Collections.unmodifiableMap(tokens);
    }
}
