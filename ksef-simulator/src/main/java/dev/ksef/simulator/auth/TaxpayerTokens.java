package dev.ksef.simulator.auth;

import dev.ksef.simulator.auth.TaxpayerToken.Terms;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.identifier.ReferenceNumbers.Kind;
import dev.ksef.simulator.index.Chronicle;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.SubjectId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The KSeF tokens that are signed in with: those of the settings, and those that were made by whoever signed in. Thread-safe. */
public final class TaxpayerTokens {

    private static final int SECRET_BYTES = 32;
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

    /** Accepts this token of the taxpayer from now on. It has every right in the taxpayer's context. */
    public void add(String nip, String text) {
        add(text, ofOwner(nip));
    }

    /** Makes and accepts a new token of the taxpayer, in the shape of real ones. It has every right in the taxpayer's context. */
    public String add(String nip) {
        Terms terms = ofOwner(nip);
        String text = text(terms);
        add(text, terms);
        return text;
    }

    private Terms ofOwner(String nip) {
        SubjectId owner = SubjectId.nip(nip);
        Instant now = clock.instant();
        return new Terms(
                positions.incrementAndGet(),
                references.next(Kind.KSEF_TOKEN),
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
                references.next(Kind.KSEF_TOKEN),
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
        byText.put(text, token);
        byReference.put(token.referenceNumber(), token);
        byContext.add(token.context(), terms.position(), token);
        return token;
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
