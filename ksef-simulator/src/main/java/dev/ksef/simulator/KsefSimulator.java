package dev.ksef.simulator;

import com.sun.net.httpserver.HttpHandler;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A KSeF of your own, for tests: an HTTP server on the loopback address that keeps state, judges what it is sent and
 * answers as KSeF 2.0 does. Each instance is a world of its own. Thread-safe.
 */
public final class KsefSimulator implements AutoCloseable {

    private final Listeners listeners = new Listeners();
    private final String origin;
    private final @Nullable String tlsOrigin;
    private final @Nullable TlsIdentity tls;
    private final String nip;
    private final String token;
    private final Taxpayers taxpayers;
    private final Rights rights = new Rights();
    private final EncryptionKeys keys;
    private final UpoSignature upoSignature;
    private final CertificateAuthority certificates;
    private final Router router;
    private final FaultPlan faults;

    private KsefSimulator(Builder settings) {
        ReferenceNumbers references = new ReferenceNumbers(settings.clock);
        this.taxpayers = new Taxpayers(references);
        this.keys = new EncryptionKeys(settings.clock);
        this.upoSignature = new UpoSignature(settings.clock);
        this.certificates = new CertificateAuthority(settings.clock);
        this.nip = settings.nip != null ? settings.nip : Nips.random(new SecureRandom());
        this.token = accept(settings.token);
        this.router = routes(settings, references);
        this.faults = new FaultPlan(new OperationNames(router.names()), settings.faultSeed, settings.faults);
        this.tls = settings.tls.identity();
        // Ports come last: settings that do not work must not keep one.
        try {
            this.origin = listeners.open(settings.port);
            this.tlsOrigin = tls == null ? null : listeners.openTls(settings.tls.requirePort(), tls.context());
        } catch (RuntimeException taken) {
            listeners.close();
            throw taken;
        }
        listeners.start(handlers(settings));
    }

    /** What answers below which path. The administration is nothing that faults or observers concern. */
    private Map<String, HttpHandler> handlers(Builder settings) {
        ErrorReplies errors = new ErrorReplies(settings.clock);
        Router administration = new Router(router.turnstile());
        new FaultEndpoints(faults).addTo(administration);
        Faults injected = new Faults(faults, router, new FaultMeans(keys, errors, settings.waiting));
        return Map.of(
                "/", new HttpFront(router, errors, settings.observer, injected),
                "/simulator", new HttpFront(administration, errors, exchange -> {}, UnaryOperator.identity()));
    }

    private String accept(@Nullable String chosen) {
        if (chosen == null) {
            return taxpayers.add(nip);
        }
        taxpayers.add(nip, chosen);
        return chosen;
    }

    private Router routes(Builder settings, ReferenceNumbers references) {
        InstantSource clock = settings.clock;
        Authentications authentications = new Authentications();
        BearerTokens tokens = new BearerTokens(clock);
        Gate gate = new Gate(tokens, authentications);
        Sessions sessions = new Sessions();
        StorageLinks links = new StorageLinks();
        UpoArchive upo = new UpoArchive(new UpoWriter(upoSignature), references);
        InvoiceArchive archive = new InvoiceArchive(settings.availabilityDelay);
        RateLimits rateLimits = new RateLimits(settings.rateLimits);
        Router router = new Router(new Turnstile(clock, rateLimits, gate::context));
        new RateLimitEndpoints(gate, rateLimits).addTo(router);
        Challenges challenges = new Challenges(references, clock);
        SignIns signIns = new SignIns(clock, settings.authenticationDelay, references, authentications, tokens);
        new AuthEndpoints(clock, keys, challenges, taxpayers, signIns, tokens, gate).addTo(router);
        new XadesSignatureEndpoint(
                        new CertificateSignIn(
                                clock, challenges, certificates::standing, rights, settings.selfSignedCertificates),
                        signIns)
                .addTo(router);
        new AuthSessionEndpoints(clock, authentications, gate).addTo(router);
        new OnlineSessionEndpoints(
                        clock,
                        settings.processingDelay,
                        settings.maxInvoicesPerSession,
                        references,
                        keys,
                        gate,
                        sessions,
                        new InvoiceJudge(settings.schemas, archive),
                        upo)
                .addTo(router);
        new SessionStatusEndpoints(clock, gate, sessions, links, archive).addTo(router);
        new UpoEndpoints(clock, gate, sessions, upo, links).addTo(router);
        new InvoiceEndpoints(
                        clock,
                        gate,
                        archive,
                        new HighWaterMarks(settings.highWaterMarkLag),
                        settings.maxInvoicesPerQuery)
                .addTo(router);
        Enrollments enrollments =
                new Enrollments(clock, settings.processingDelay, references, certificates, settings.certificateQuota);
        new EnrollmentEndpoints(clock, gate, enrollments).addTo(router);
        new LimitEndpoints(gate, settings.maxInvoicesPerSession, enrollments).addTo(router);
        new CertificateEndpoints(clock, settings.processingDelay, gate, certificates.register()).addTo(router);
        new VerificationEndpoints(clock, archive, certificates.register(), settings.qrHost).addTo(router);
        return router;
    }

    /** A simulator on any free port, for a random taxpayer with a random token. */
    public static KsefSimulator start() {
        return builder().start();
    }

    /** Settings for a simulator, each with a default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The base of the API, {@code http://127.0.0.1:<port>/v2}. */
    public URI baseUri() {
        return URI.create(origin + "/v2");
    }

    /**
     * The base of the API over TLS, {@code https://127.0.0.1:<port>/v2}. Links that are asked for over TLS lead there.
     *
     * @throws IllegalStateException if this simulator does not listen with TLS
     */
    public URI tlsBaseUri() {
        return URI.create(overTls(tlsOrigin) + "/v2");
    }

    /**
     * The authority, made for this simulator alone, that issued its certificate for TLS.
     *
     * @throws IllegalStateException if this simulator does not listen with TLS
     */
    public X509Certificate tlsCa() {
        return overTls(tls).authority();
    }

    boolean listensWithTls() {
        return tls != null;
    }

    private static <T> T overTls(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The simulator listens without TLS; builder().tlsPort(0) makes it");
        }
        return value;
    }

    /** The host of verification links, {@code http://127.0.0.1:<port>}: put it in front of what QR codes say. */
    public URI qrBaseUri() {
        return URI.create(origin);
    }

    /** The NIP of the first taxpayer, 10 digits. */
    public String nip() {
        return nip;
    }

    /** The KSeF token that the first taxpayer signs in with. */
    public String token() {
        return token;
    }

    /**
     * Lets another taxpayer in, or the same one with one token more.
     *
     * @param nip 10 digits
     * @return a new KSeF token of this taxpayer
     * @throws IllegalArgumentException if it has not the shape of a NIP
     */
    public String addTaxpayer(String nip) {
        return taxpayers.add(requireNip(nip));
    }

    /**
     * Lets somebody who signs in with a certificate act for a context. A subject known by its NIP acts for the context
     * of this NIP and of its internal identifiers without any grant.
     *
     * @param subject a NIP (10 digits), a PESEL (11 digits) or the SHA-256 fingerprint of a certificate (64 hexadecimal
     *     digits)
     * @param context a NIP, an internal identifier (NIP, hyphen, 5 digits), a NIP with a VAT number of the Union (NIP,
     *     hyphen, number with its country), or a Peppol identifier (P, 2 letters, 6 digits)
     * @throws IllegalArgumentException if either has none of these shapes
     */
    public void grant(String subject, String context) {
        rights.grant(subject, context);
    }

    /**
     * Takes back what {@link #grant} gave, for sign-ins to come.
     *
     * @throws IllegalArgumentException if subject or context has none of the shapes
     */
    public void revoke(String subject, String context) {
        rights.revoke(subject, context);
    }

    /** The keys that clients encrypt for; they rotate on command. */
    public EncryptionKeys keys() {
        return keys;
    }

    /** What goes wrong; may be changed while requests come in. */
    public FaultPlan faults() {
        return faults;
    }

    /** The authority that issues the KSeF certificates of this simulator. */
    public CertificateAuthority certificates() {
        return certificates;
    }

    /** The certificate whose key signs every UPO of this simulator. */
    public X509Certificate upoCertificate() {
        return upoSignature.certificate();
    }

    /** What has been counted so far. Windows without a limit are not looked at. */
    public RateLimitReport rateLimits() {
        return router.turnstile().report();
    }

    /** The operations there are. */
    List<Router.Route> routes() {
        return router.routes();
    }

    /** Stops answering at once. Requests under way are cut off. */
    @Override
    public void close() {
        listeners.close();
    }

    private static String requireNip(String nip) {
        if (!Nips.wellFormed(nip)) {
            throw new IllegalArgumentException("Not the shape of a NIP: " + nip);
        }
        return nip;
    }

    /** Settings of a simulator. Not thread-safe; one builder may start many simulators. */
    public static final class Builder {

        private static final int MAX_PORT = 65_535;

        private int port;
        private @Nullable String nip;
        private @Nullable String token;
        private InstantSource clock = InstantSource.system();
        private Duration processingDelay = Duration.ZERO;
        private Duration authenticationDelay = Duration.ZERO;
        private Duration availabilityDelay = Duration.ZERO;
        private Duration highWaterMarkLag = Duration.ZERO;
        private int maxInvoicesPerSession = 10_000;
        private int maxInvoicesPerQuery = 10_000;
        private @Nullable CertificateQuota certificateQuota;
        private @Nullable String qrHost;
        private InvoiceSchemas schemas = InvoiceSchemas.none();
        private boolean selfSignedCertificates = true;
        private RateLimitProfile rateLimits = RateLimitProfile.NONE;
        private ExchangeObserver observer = exchange -> {};
        private TlsSettings tls = TlsSettings.NONE;
        private List<FaultRule> faults = List.of();
        private long faultSeed;
        private Consumer<Duration> waiting = FaultMeans::sleep;

        private Builder() {}

        /**
         * The port on the loopback address; 0, the default, means any free one.
         *
         * @throws IllegalArgumentException if it is below 0 or above 65535
         */
        public Builder port(int port) {
            this.port = within("port", port, 0, MAX_PORT);
            return this;
        }

        /**
         * The NIP of the first taxpayer; random by default. Its check digit is not looked at.
         *
         * @throws IllegalArgumentException if it has not the shape of a NIP
         */
        public Builder nip(String nip) {
            this.nip = requireNip(nip);
            return this;
        }

        /**
         * The KSeF token of the first taxpayer; random by default.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder token(String token) {
            if (token.isBlank()) {
                throw new IllegalArgumentException("The token is blank");
            }
            this.token = token;
            return this;
        }

        /** The time that everything goes by; the system's by default. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * How long an invoice, and a session after its end, takes to be processed; none by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder processingDelay(Duration delay) {
            this.processingDelay = requireNotNegative(delay);
            return this;
        }

        /**
         * How long signing in takes; none by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder authenticationDelay(Duration delay) {
            this.authenticationDelay = requireNotNegative(delay);
            return this;
        }

        /**
         * How long an invoice that has its number can be neither downloaded (21165) nor found; none by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder availabilityDelay(Duration delay) {
            this.availabilityDelay = requireNotNegative(delay);
            return this;
        }

        /**
         * How far the high water mark, up to which queries are complete, lies behind the time; not at all by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder highWaterMarkLag(Duration lag) {
            this.highWaterMarkLag = requireNotNegative(lag);
            return this;
        }

        /**
         * How many invoices a query shows before it is truncated; 10 000 by default, as in production.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder maxInvoicesPerQuery(int limit) {
            this.maxInvoicesPerQuery = within("limit", limit, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * How many invoices a session takes; 10 000 by default, as in production.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder maxInvoicesPerSession(int limit) {
            this.maxInvoicesPerSession = within("limit", limit, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * How many applications for certificates a subject may make in all, and how many active certificates it may
         * have; by default 300 and 100 by NIP, 12 and 6 otherwise, as in production.
         *
         * @throws IllegalArgumentException if one of them is negative
         */
        public Builder certificateLimits(int enrollments, int certificates) {
            this.certificateQuota = new CertificateQuota(
                    within("limit", enrollments, 0, Integer.MAX_VALUE),
                    within("limit", certificates, 0, Integer.MAX_VALUE));
            return this;
        }

        /**
         * A host that verification links (KOD II) may be signed for beside the one they are asked under, such as {@code
         * qr-test.ksef.mf.gov.pl}; none by default.
         *
         * @throws IllegalArgumentException if it has more than a name and a port
         */
        public Builder qrHost(String host) {
            if (!host.matches("[A-Za-z0-9.-]+(:\\d{1,5})?")) {
                throw new IllegalArgumentException(
                        "A host is a name and maybe a port, without scheme and path: " + host);
            }
            this.qrHost = host;
            return this;
        }

        /**
         * A folder with the official schemas, searched with all below it, to validate invoices by; without it only the
         * facts that KSeF judges by are looked at.
         *
         * @throws IllegalArgumentException if it is no folder, or has no schema of an invoice
         */
        public Builder schemas(Path folder) {
            this.schemas = InvoiceSchemas.below(folder);
            return this;
        }

        /**
         * Whether one may sign in with a certificate that no authority vouches for, as on TEST; by default one may. If
         * not, as on DEMO and PRODUCTION, only certificates that this simulator gave out are trusted.
         */
        public Builder selfSignedCertificates(boolean allowed) {
            this.selfSignedCertificates = allowed;
            return this;
        }

        /**
         * The limits that calls are counted by, and refused with 429 above; none by default. A context may be given others
         * by {@code POST /testdata/rate-limits}.
         */
        public Builder rateLimits(RateLimitProfile profile) {
            this.rateLimits = profile;
            return this;
        }

        /**
         * Listens with TLS, too, on this port of the loopback address; 0 means any free one. By default it does not.
         *
         * @throws IllegalArgumentException if it is below 0 or above 65535
         */
        public Builder tlsPort(int port) {
            this.tls = tls.withPort(within("port", port, 0, MAX_PORT));
            return this;
        }

        /** The certificate shown over TLS; {@link TlsCertificate#GOOD} by default. */
        public Builder tlsCertificate(TlsCertificate certificate) {
            this.tls = tls.withCertificate(certificate);
            return this;
        }

        /** A file that the start writes the CA to, as PEM, for clients to trust; none by default. */
        public Builder caFile(Path file) {
            this.tls = tls.withCaFile(file);
            return this;
        }

        /**
         * What goes wrong from the start on, in place of what was given before; nothing by default. {@link
         * KsefSimulator#faults()} changes it later.
         *
         * @throws IllegalArgumentException if one is no {@link FaultRule}
         */
        public Builder faults(String... rules) {
            this.faults = Stream.of(rules).map(FaultRule::parse).toList();
            return this;
        }

        /** One rule more than {@link #faults} gave. */
        Builder fault(String rule) {
            this.faults = Stream.concat(faults.stream(), Stream.of(FaultRule.parse(rule)))
                    .toList();
            return this;
        }

        /** What settles the calls of rules with a share, such as {@code 5%}; 0 by default. */
        public Builder faultSeed(long seed) {
            this.faultSeed = seed;
            return this;
        }

        /**
         * What passes the time of faults with latency. By default the thread that answers sleeps, whatever {@link #clock}
         * it is; with a clock of your own, move it here instead.
         */
        public Builder waiting(Consumer<Duration> waiting) {
            this.waiting = waiting;
            return this;
        }

        /** Sees every exchange; nobody does by default. */
        public Builder observer(ExchangeObserver observer) {
            this.observer = observer;
            return this;
        }

        /**
         * Starts the simulator.
         *
         * @throws IllegalArgumentException if settings do not go together, or a fault names no operation
         * @throws UncheckedIOException if a port cannot be had, or the CA not be written
         */
        public KsefSimulator start() {
            return new KsefSimulator(this);
        }

        private static int within(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "The " + what + " must be between " + least + " and " + most + ": " + value);
            }
            return value;
        }

        private static Duration requireNotNegative(Duration delay) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("The delay is negative: " + delay);
            }
            return delay;
        }
    }
}
