package dev.ksef.simulator;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
        this.router = new Api(settings, references, taxpayers, rights, keys, upoSignature, certificates).router();
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
        listeners.start(new Fronts(settings, keys, router, faults).handlers());
    }

    private String accept(@Nullable String chosen) {
        if (chosen == null) {
            return taxpayers.add(nip);
        }
        taxpayers.add(nip, chosen);
        return chosen;
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
        return taxpayers.add(Checked.nip(nip));
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

    /** Settings of a simulator. Not thread-safe; one builder may start many simulators. */
    public static final class Builder {

        private int port;
        private @Nullable String nip;
        private @Nullable String token;
        InstantSource clock = InstantSource.system();
        Duration processingDelay = Duration.ZERO;
        Duration authenticationDelay = Duration.ZERO;
        Duration availabilityDelay = Duration.ZERO;
        Duration highWaterMarkLag = Duration.ZERO;
        int maxInvoicesPerSession = 10_000;
        int maxInvoicesPerQuery = 10_000;

        @Nullable
        CertificateQuota certificateQuota;

        @Nullable
        String qrHost;

        InvoiceSchemas schemas = InvoiceSchemas.none();
        boolean selfSignedCertificates = true;
        RateLimitProfile rateLimits = RateLimitProfile.NONE;
        final Map<RateGroup, RateLimit> ownRateLimits = new EnumMap<>(RateGroup.class);
        ExchangeObserver observer = exchange -> {};
        private TlsSettings tls = TlsSettings.NONE;
        private List<FaultRule> faults = List.of();
        private long faultSeed;
        Consumer<Duration> waiting = FaultMeans::sleep;

        private Builder() {}

        /**
         * The port on the loopback address; 0, the default, means any free one.
         *
         * @throws IllegalArgumentException if it is below 0 or above 65535
         */
        public Builder port(int port) {
            this.port = Checked.port(port);
            return this;
        }

        /**
         * The NIP of the first taxpayer; random by default. Its check digit is not looked at.
         *
         * @throws IllegalArgumentException if it has not the shape of a NIP
         */
        public Builder nip(String nip) {
            this.nip = Checked.nip(nip);
            return this;
        }

        /**
         * The KSeF token of the first taxpayer; random by default.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder token(String token) {
            this.token = Checked.token(token);
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
            this.processingDelay = Checked.notNegative(delay);
            return this;
        }

        /**
         * How long signing in takes; none by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder authenticationDelay(Duration delay) {
            this.authenticationDelay = Checked.notNegative(delay);
            return this;
        }

        /**
         * How long an invoice that has its number can be neither downloaded (21165) nor found; none by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder availabilityDelay(Duration delay) {
            this.availabilityDelay = Checked.notNegative(delay);
            return this;
        }

        /**
         * How far the high water mark, up to which queries are complete, lies behind the time; not at all by default.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder highWaterMarkLag(Duration lag) {
            this.highWaterMarkLag = Checked.notNegative(lag);
            return this;
        }

        /**
         * How many invoices a query shows before it is truncated; 10 000 by default, as in production.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder maxInvoicesPerQuery(int limit) {
            this.maxInvoicesPerQuery = Checked.atLeast(1, limit);
            return this;
        }

        /**
         * How many invoices a session takes; 10 000 by default, as in production.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder maxInvoicesPerSession(int limit) {
            this.maxInvoicesPerSession = Checked.atLeast(1, limit);
            return this;
        }

        /**
         * How many applications for certificates a subject may make in all, and how many active certificates it may
         * have; by default 300 and 100 by NIP, 12 and 6 otherwise, as in production.
         *
         * @throws IllegalArgumentException if one of them is negative
         */
        public Builder certificateLimits(int enrollments, int certificates) {
            this.certificateQuota =
                    new CertificateQuota(Checked.atLeast(0, enrollments), Checked.atLeast(0, certificates));
            return this;
        }

        /**
         * A host that verification links (KOD II) may be signed for beside the one they are asked under, such as {@code
         * qr-test.ksef.mf.gov.pl}; none by default.
         *
         * @throws IllegalArgumentException if it has more than a name and a port
         */
        public Builder qrHost(String host) {
            this.qrHost = Checked.host(host);
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
         * The limits of one group, in place of the profile's; -1 is none. {@code global} counts all operations of an
         * address together, {@code anonymous} its public ones; no operation of the API sets those two.
         *
         * @param group its name in the API, such as {@code invoiceSend}
         * @throws IllegalArgumentException if there is no such group, or a limit is neither -1 nor above 0
         */
        public Builder rateLimit(String group, int perSecond, int perMinute, int perHour) {
            this.ownRateLimits.put(RateGroup.named(group), RateLimit.of(perSecond, perMinute, perHour));
            return this;
        }

        /**
         * Listens with TLS, too, on this port of the loopback address; 0 means any free one. By default it does not.
         *
         * @throws IllegalArgumentException if it is below 0 or above 65535
         */
        public Builder tlsPort(int port) {
            this.tls = tls.withPort(Checked.port(port));
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
    }
}
