package dev.ksef.spring;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefToken;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/** Says which property is wrong, and what is right. What is missing altogether is said when the client is made. */
final class PropertyCheck {

    private static final String CREDENTIALS = "ksef.credentials";
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final KsefProperties properties;
    private final PropertyResolver written;

    private PropertyCheck(KsefProperties properties, PropertyResolver written) {
        this.properties = properties;
        this.written = written;
    }

    /**
     * Checks everything that is set.
     *
     * @param written the properties as they are written
     * @throws KsefPropertyException at the first property that is wrong
     */
    static void check(KsefProperties properties, PropertyResolver written) {
        var check = new PropertyCheck(properties, written);
        check.conditions();
        check.environment();
        check.credentials(CREDENTIALS, properties.credentials());
        check.contexts();
        check.times();
        check.health();
        check.work();
        StoreCheck.check(properties.stores());
        check.limits();
    }

    /** Returns the environment that the properties name. */
    static KsefEnvironment environmentOf(KsefProperties properties) {
        KsefProperties.EnvironmentName name = properties.environment();
        if (name == null) {
            throw new KsefPropertyException(
                    "ksef.environment", "is missing", "Set it to test, demo, production or custom.");
        }
        return switch (name) {
            case TEST -> KsefEnvironment.TEST;
            case DEMO -> KsefEnvironment.DEMO;
            case PRODUCTION -> KsefEnvironment.PRODUCTION;
            case CUSTOM -> custom(properties.custom());
        };
    }

    /** Beans depend on these as they are written: another spelling, which can be bound all the same, would be passed over in silence. */
    private void conditions() {
        same("ksef.enabled", properties.enabled());
        same("ksef.sync.enabled", properties.sync().enabled());
        same("ksef.submissions.reconcile", properties.submissions().reconcile());
        same("ksef.metering.meters", properties.metering().meters());
        same("ksef.metering.observations", properties.metering().observations());
        same("ksef.limits.counting", properties.limits().counting());
        properties.stores().kinds().forEach((name, kind) -> same("ksef.stores." + name, kind));
    }

    private void same(String name, Object meant) {
        String given = written.getProperty(name, "");
        String right = meant.toString().toLowerCase(Locale.ROOT);
        if (!given.isEmpty() && !given.equalsIgnoreCase(right)) {
            throw new KsefPropertyException(name, "is written as " + given, "Write " + right + ".");
        }
    }

    private static KsefEnvironment custom(KsefProperties.Custom custom) {
        String api = needed("ksef.custom.api-base", custom.apiBase(), "The environment is custom: set its addresses.");
        String qr = needed("ksef.custom.qr-base", custom.qrBase(), "The environment is custom: set its addresses.");
        address("ksef.custom.api-base", api);
        address("ksef.custom.qr-base", qr);
        return KsefEnvironment.custom(custom.name(), api, qr);
    }

    private static void address(String property, String address) {
        of(property, () -> KsefEnvironment.checked(URI.create(address), "given"));
    }

    private void environment() {
        if (properties.environment() != null) {
            environmentOf(properties);
        }
    }

    /** Returns the contexts, in their order. */
    static List<ContextIdentifier> contextsOf(KsefProperties properties) {
        List<ContextIdentifier> contexts = new ArrayList<>();
        for (int i = 0; i < properties.contexts().size(); i++) {
            contexts.add(
                    context("ksef.contexts[" + i + "]", properties.contexts().get(i)));
        }
        return List.copyOf(contexts);
    }

    private void contexts() {
        List<ContextIdentifier> contexts = contextsOf(properties);
        for (int i = 0; i < contexts.size(); i++) {
            String name = "ksef.contexts[" + i + "]";
            if (contexts.indexOf(contexts.get(i)) < i) {
                throw new KsefPropertyException(name, "is named twice", "Name each context once.");
            }
            credentials(name + ".credentials", properties.contexts().get(i).credentials());
        }
    }

    private static ContextIdentifier context(String name, KsefProperties.ContextProperties context) {
        Map<String, Supplier<ContextIdentifier>> given = new LinkedHashMap<>();
        put(given, name + ".nip", context.nip(), Nip::of);
        put(given, name + ".internal-id", context.internalId(), InternalId::of);
        put(given, name + ".nip-vat-ue", context.nipVatUe(), NipVatUe::of);
        put(given, name + ".peppol-id", context.peppolId(), PeppolId::of);
        if (given.size() != 1) {
            throw new KsefPropertyException(
                    name,
                    given.isEmpty() ? "has no identifier" : "has several identifiers",
                    "Set one of nip, internal-id, nip-vat-ue and peppol-id.");
        }
        var only = given.entrySet().iterator().next();
        return of(only.getKey(), only.getValue());
    }

    private static void put(
            Map<String, Supplier<ContextIdentifier>> given,
            String property,
            @Nullable String value,
            Function<String, ContextIdentifier> of) {
        if (value != null) {
            given.put(property, () -> of.apply(value));
        }
    }

    private void credentials(String name, @Nullable CredentialsProperties credentials) {
        if (credentials == null) {
            return;
        }
        List<String> means = credentials.means();
        if (means.size() > 1) {
            throw new KsefPropertyException(
                    name, "names several means to sign in: " + String.join(", ", means), "Leave one of them.");
        }
        token(name + ".token", credentials.token());
        pem(name + ".pem", credentials.pem());
        pkcs12(name + ".pkcs12", credentials.pkcs12());
        pkcs11(name + ".pkcs11", credentials.pkcs11());
    }

    private static void token(String name, @Nullable Secret token) {
        if (token != null) {
            asWritten(name, token);
            of(name, () -> KsefToken.of(token.reveal()));
        }
    }

    private static void pem(String name, CredentialsProperties.@Nullable Pem pem) {
        if (pem != null) {
            needed(name + ".certificate", pem.certificate(), "Set the path of the file with the certificate.");
            needed(name + ".key", pem.key(), "Set the path of the file with the key; it may be the same file.");
            asWritten(name + ".password", pem.password());
        }
    }

    private static void pkcs12(String name, CredentialsProperties.@Nullable Pkcs12 file) {
        if (file != null) {
            needed(name + ".file", file.file(), "Set the path of the file.");
            if (file.password() == null) {
                throw new KsefPropertyException(name + ".password", "is missing", "Set the password of the file.");
            }
            asWritten(name + ".password", file.password());
        }
    }

    private static void pkcs11(String name, CredentialsProperties.@Nullable Pkcs11 token) {
        if (token != null) {
            needed(name + ".library", token.library(), "Set the path of the library of the device's maker.");
            asWritten(name + ".pin", token.pin());
            int chosen = (token.slot() == null ? 0 : 1)
                    + (token.slotIndex() == null ? 0 : 1)
                    + (token.tokenLabel() == null ? 0 : 1);
            if (chosen > 1) {
                throw new KsefPropertyException(
                        name, "chooses its slot several times", "Leave one of slot, slot-index and token-label.");
            }
        }
    }

    /** YAML reads an unquoted 012345 as an octal number, and nothing tells what was written. */
    static void asWritten(String name, @Nullable Secret secret) {
        if (secret != null && secret.isRewritten()) {
            throw new KsefPropertyException(
                    name,
                    "was read as a number or a truth value, which changes it: YAML reads 012345 as 5349, and no as"
                            + " false",
                    "Put the value in quotes.");
        }
    }

    private void times() {
        between("ksef.timeout", properties.timeout());
        between("ksef.http.connect-timeout", properties.http().connectTimeout());
        between("ksef.http.read-timeout", properties.http().readTimeout());
        between("ksef.polling.first", properties.polling().first());
        between("ksef.polling.longest", properties.polling().longest());
        if (properties.polling().first().compareTo(properties.polling().longest()) > 0) {
            throw new KsefPropertyException(
                    "ksef.polling.first", "is longer than ksef.polling.longest", "Make it the shorter one.");
        }
        if (properties.http().attempts() < 1) {
            throw new KsefPropertyException(
                    "ksef.http.attempts",
                    "is " + properties.http().attempts(),
                    "Set it to at least 1, which repeats nothing.");
        }
    }

    private void limits() {
        KsefProperties.Limits limits = properties.limits();
        KsefProperties.Redis redis = properties.redis();
        boolean counted = limits.counting() == KsefProperties.CountingPlace.REDIS;
        if (limits.nodes() < 1) {
            throw new KsefPropertyException(
                    "ksef.limits.nodes", "is " + limits.nodes(), "Set it to the usual number of nodes, at least 1.");
        }
        if (counted) {
            StoreCheck.requireRedis("ksef.limits.counting");
            if (!limits.enabled()) {
                throw new KsefPropertyException(
                        "ksef.limits.counting",
                        "is redis, but ksef.limits.enabled is false",
                        "Remove one of the two properties.");
            }
        }
        between("ksef.redis.timeout", redis.timeout());
        asWritten("ksef.redis.uri", redis.uri());
        if (redis.uri() != null && (counted || properties.stores().tokens() == StoresProperties.StoreKind.REDIS)) {
            StoreCheck.RedisAddress.of(redis.uri());
        }
    }

    private void health() {
        between("ksef.health.valid-for", properties.health().validFor());
        Duration every = properties.health().askEvery();
        if (every != null) {
            between("ksef.health.ask-every", every, Duration.ofSeconds(10), LONGEST);
        }
    }

    private void work() {
        KsefProperties.SyncProperties sync = properties.sync();
        KsefProperties.SubmissionsProperties submissions = properties.submissions();
        between("ksef.sync.interval", sync.interval(), Duration.ofMinutes(1), Duration.ofDays(30));
        between("ksef.sync.patience", sync.patience(), SHORTEST, Duration.ofDays(30));
        between("ksef.submissions.patience", submissions.patience(), SHORTEST, Duration.ofDays(30));
        between("ksef.submissions.keep-ended", submissions.keepEnded(), Duration.ZERO, Duration.ofDays(36_500));
        Duration every = submissions.every();
        if (every != null) {
            between("ksef.submissions.every", every, Duration.ofMinutes(1), Duration.ofDays(30));
        }
        if (sync.enabled() && sync.from() == null) {
            throw new KsefPropertyException(
                    "ksef.sync.from",
                    "is missing",
                    "Set the first day whose invoices are fetched, such as 2026-02-01.");
        }
        if (sync.enabled() || submissions.reconcile()) {
            needContexts(sync.enabled() ? "ksef.sync.enabled" : "ksef.submissions.reconcile");
        }
    }

    private void needContexts(String name) {
        if (properties.contexts().isEmpty()) {
            throw new KsefPropertyException(
                    "ksef.contexts",
                    "is empty, but " + name + " is true",
                    "Name the taxpayers: ksef.contexts[0].nip=...");
        }
    }

    static void between(String name, Duration time) {
        between(name, time, SHORTEST, LONGEST);
    }

    static void between(String name, Duration time, Duration shortest, Duration longest) {
        if (time.compareTo(shortest) < 0 || time.compareTo(longest) > 0) {
            throw new KsefPropertyException(
                    name, "is " + time, "Set it to a time from " + shortest + " to " + longest + ".");
        }
    }

    /** How a value is written in the properties. */
    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String needed(String name, @Nullable String value, String advice) {
        if (value == null || value.isBlank()) {
            throw new KsefPropertyException(name, "is missing", advice);
        }
        return value;
    }

    /** What the SDK refuses has a message that says why, and quotes no secret. */
    private static <T> T of(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException wrong) {
            throw new KsefPropertyException(
                    name, "is wrong: " + wrong.getMessage(), "Correct the value of this property.");
        }
    }
}
