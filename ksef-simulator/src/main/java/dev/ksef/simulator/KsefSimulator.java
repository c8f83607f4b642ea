package dev.ksef.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A KSeF of your own, for tests: an HTTP server on the loopback address that keeps state, judges what it is sent and
 * answers as KSeF 2.0 does. Each instance is a world of its own. Thread-safe.
 */
public final class KsefSimulator implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers;
    private final String host;
    private final String nip;
    private final String token;
    private final Taxpayers taxpayers;
    private final Rights rights = new Rights();
    private final EncryptionKeys keys;
    private final UpoSignature upoSignature;
    private final CertificateAuthority certificates;
    private final Router router;

    private KsefSimulator(Builder settings) {
        this.server = LoopbackServer.bind(settings.port);
        this.workers = LoopbackServer.workers();
        this.host = "http://127.0.0.1:" + server.getAddress().getPort();
        ReferenceNumbers references = new ReferenceNumbers(settings.clock);
        this.taxpayers = new Taxpayers(references);
        this.keys = new EncryptionKeys(settings.clock);
        this.upoSignature = new UpoSignature(settings.clock);
        this.certificates = new CertificateAuthority(settings.clock);
        this.nip = settings.nip != null ? settings.nip : Nips.random(new SecureRandom());
        try {
            this.token = accept(settings.token);
        } catch (RuntimeException unfit) {
            // A clock that does not work must not keep the port.
            server.stop(0);
            workers.shutdownNow();
            throw unfit;
        }
        this.router = routes(settings, references);
        server.createContext("/", new HttpFront(router, new ErrorReplies(settings.clock), settings.observer));
        server.setExecutor(workers);
        server.start();
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
        StorageLinks links = new StorageLinks(host);
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
        return URI.create(host + "/v2");
    }

    /** The host of verification links, {@code http://127.0.0.1:<port>}: put it in front of what QR codes say. */
    public URI qrBaseUri() {
        return URI.create(host);
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
        server.stop(0);
        workers.shutdownNow();
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

        /** Sees every exchange; nobody does by default. */
        public Builder observer(ExchangeObserver observer) {
            this.observer = observer;
            return this;
        }

        /**
         * Starts the simulator.
         *
         * @throws UncheckedIOException if the port cannot be had
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
