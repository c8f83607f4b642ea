package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.TaxpayerToken.Terms;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.identifier.ReferenceNumbers.Kind;
import dev.ksef.simulator.index.Chronicle;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The KSeF tokens that are signed in with: those of the settings, and those that were made by whoever signed in. Thread-safe. */
public final class TaxpayerTokens implements Stateful {

    private static final int SECRET_BYTES = 32;
    private static final Comparator<TaxpayerToken> OLDEST_FIRST =
            Comparator.comparingLong(token -> token.terms().position());

    private static final String OF_SETTINGS = "Token z ustawień symulatora";

    /** A new token with its text, which nobody is told again. */
    public record Made(TaxpayerToken token, String text) {

        @Override
        public String toString() {
            return "Made[token=" + token.referenceNumber() + ", text=***]";
        }
    }

    private final AtomicLong positions = new AtomicLong();
    private final Map<String, TaxpayerToken> byText = new ConcurrentHashMap<>();
    private final Map<String, TaxpayerToken> byReference = new ConcurrentHashMap<>();
    private final Chronicle<LoginContext, TaxpayerToken> byContext = new Chronicle<>();
    private final SecureRandom random = new SecureRandom();
    private final ReferenceNumbers references;
    private final InstantSource clock;

    public TaxpayerTokens(ReferenceNumbers references, InstantSource clock) {
        this.references = references;
        this.clock = clock;
    }

    /**
     * Accepts this token of the taxpayer from now on, unless it is known, by the reference number that it begins with, if it has
     * one. It has every right in the taxpayer's context.
     */
    public void add(String nip, String text) {
        if (!byText.containsKey(text)) {
            int end = text.indexOf('|');
            add(text, ofOwner(nip, end == ReferenceNumbers.LENGTH ? text.substring(0, end) : newReference()));
        }
    }

    /** Makes and accepts a new token of the taxpayer, in the shape of real ones. It has every right in the taxpayer's context. */
    public String add(String nip) {
        Terms terms = ofOwner(nip, newReference());
        String text = text(terms);
        add(text, terms);
        return text;
    }

    private String newReference() {
        return references.next(Kind.KSEF_TOKEN);
    }

    private Terms ofOwner(String nip, String reference) {
        SubjectId owner = SubjectId.nip(nip);
        Instant now = clock.instant();
        return new Terms(
                positions.incrementAndGet(),
                reference,
                LoginContext.nip(nip),
                owner,
                List.of(owner),
                Permission.OF_PERSONS,
                OF_SETTINGS,
                now,
                now);
    }

    /**
     * Makes a token for what its author wants.
     *
     * @param delay until it can be used
     */
    public Made make(AuthenticationOperation author, Set<Permission> permissions, String description, Duration delay) {
        Instant now = clock.instant();
        Terms terms = new Terms(
                positions.incrementAndGet(),
                newReference(),
                author.context(),
                author.author(),
                author.attempt().proof().identifiers(),
                permissions,
                description,
                now,
                now.plus(delay));
        String text = text(terms);
        return new Made(add(text, terms), text);
    }

    private TaxpayerToken add(String text, Terms terms) {
        TaxpayerToken token = new TaxpayerToken(terms);
        add(text, token);
        return token;
    }

    private void add(String text, TaxpayerToken token) {
        byText.put(text, token);
        byReference.put(token.referenceNumber(), token);
        byContext.add(token.context(), token.terms().position(), token);
    }

    /** What is known of all tokens, without their texts. The newest come first. */
    public List<TaxpayerToken> all() {
        return byText.values().stream().sorted(OLDEST_FIRST.reversed()).toList();
    }

    @Override
    public String section() {
        return "tokens";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        byText.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(OLDEST_FIRST))
                .forEach(entry -> rows.accept(entry.getValue().savedJson().put("token", entry.getKey())));
    }

    @Override
    public void restore(SavedRow row) {
        add(row.text("token"), TaxpayerToken.saved(positions.incrementAndGet(), row));
    }

    private String text(Terms terms) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String type = terms.context().type();
        return terms.referenceNumber() + "|" + type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1) + "-"
                + terms.context().value() + "|" + HexFormat.of().formatHex(secret);
    }

    Optional<TaxpayerToken> find(String text) {
        return Optional.ofNullable(byText.get(text));
    }

    /** The token of a context with this reference number. */
    public Optional<TaxpayerToken> find(LoginContext context, String referenceNumber) {
        return Optional.ofNullable(byReference.get(referenceNumber))
                .filter(token -> token.context().equals(context));
    }

    /** The tokens of a context with lower positions than the given one, newest first. */
    public Stream<TaxpayerToken> newestFirst(LoginContext context, long before) {
        return byContext.newestFirst(context, before);
    }
}
