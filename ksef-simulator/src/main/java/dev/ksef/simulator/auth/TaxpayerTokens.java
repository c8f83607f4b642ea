package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers.Kind;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The KSeF tokens that taxpayers sign in with. A token has every right in the context of its taxpayer, and none
 * elsewhere.
 */
public final class TaxpayerTokens implements Stateful {

    private static final int SECRET_BYTES = 32;

    private final Map<String, TaxpayerToken> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ReferenceNumbers references;

    public TaxpayerTokens(ReferenceNumbers references) {
        this.references = references;
    }

    /** Accepts this token of the taxpayer from now on, by the reference number that it begins with, if it has one. */
    public void add(String nip, String token) {
        int end = token.indexOf('|');
        String reference =
                end == ReferenceNumbers.LENGTH ? token.substring(0, end) : references.next(Kind.KSEF_TOKEN);
        tokens.putIfAbsent(token, new TaxpayerToken(reference, LoginContext.nip(nip)));
    }

    /** Makes and accepts a new token of the taxpayer, in the shape of real ones. */
    public String add(String nip) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String reference = references.next(Kind.KSEF_TOKEN);
        String token = reference + "|nip-" + nip + "|"
                + HexFormat.of().formatHex(secret).toLowerCase(Locale.ROOT);
        tokens.put(token, new TaxpayerToken(reference, LoginContext.nip(nip)));
        return token;
    }

    /** What is known of all tokens, without their texts. The newest come first. */
    public List<TaxpayerToken> all() {
        return tokens.values().stream()
                .sorted(Comparator.comparing(TaxpayerToken::referenceNumber).reversed())
                .toList();
    }

    @Override
    public String section() {
        return "tokens";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        tokens.forEach((text, token) -> rows.accept(JsonTrees.object()
                .put("token", text)
                .put("referenceNumber", token.referenceNumber())
                .put("context", token.context().value())));
    }

    @Override
    public void restore(SavedRow row) {
        tokens.put(
                row.text("token"),
                new TaxpayerToken(row.text("referenceNumber"), row.as("context", LoginContext::saved)));
    }

    Optional<TaxpayerToken> find(String token) {
        return Optional.ofNullable(tokens.get(token));
    }
}
