package dev.ksef.simulator;

import dev.ksef.simulator.certificate.CertificateQuota;
import dev.ksef.simulator.fault.FaultContext;
import dev.ksef.simulator.invoice.OfficialSchemas;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.ratelimit.WindowLimits;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings of a simulator. Not thread-safe; one builder may start many simulators. */
public final class SimulatorBuilder {

    int port;

    @Nullable
    String nip;

    @Nullable
    String token;

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

    OfficialSchemas schemas = OfficialSchemas.none();
    boolean selfSignedCertificates = true;
    RateLimitProfile rateLimits = RateLimitProfile.NONE;
    final Map<RateGroup, WindowLimits> ownRateLimits = new EnumMap<>(RateGroup.class);
    ExchangeObserver observer = exchange -> {};
    TlsSettings tls = TlsSettings.NONE;
    List<FaultRule> faults = List.of();
    long faultSeed;
    Consumer<Duration> waiting = FaultContext::sleep;

    SimulatorBuilder() {}

    /**
     * The port on the loopback address; 0, the default, means any free one.
     *
     * @throws IllegalArgumentException if it is below 0 or above 65535
     */
    public SimulatorBuilder port(int port) {
        this.port = ArgumentChecks.port(port);
        return this;
    }

    /**
     * The NIP of the first taxpayer; random by default. Its check digit is not looked at.
     *
     * @throws IllegalArgumentException if it has not the shape of a NIP
     */
    public SimulatorBuilder nip(String nip) {
        this.nip = ArgumentChecks.nip(nip);
        return this;
    }

    /**
     * The KSeF token of the first taxpayer; random by default.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public SimulatorBuilder token(String token) {
        this.token = ArgumentChecks.token(token);
        return this;
    }

    /** The time that everything goes by; the system's by default. */
    public SimulatorBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * How long an invoice, and a session after its end, takes to be processed; none by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder processingDelay(Duration delay) {
        this.processingDelay = ArgumentChecks.notNegative(delay);
        return this;
    }

    /**
     * How long signing in takes; none by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder authenticationDelay(Duration delay) {
        this.authenticationDelay = ArgumentChecks.notNegative(delay);
        return this;
    }

    /**
     * How long an invoice that has its number can be neither downloaded (21165) nor found; none by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder availabilityDelay(Duration delay) {
        this.availabilityDelay = ArgumentChecks.notNegative(delay);
        return this;
    }

    /**
     * How far the high water mark, up to which queries are complete, lies behind the time; not at all by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder highWaterMarkLag(Duration lag) {
        this.highWaterMarkLag = ArgumentChecks.notNegative(lag);
        return this;
    }

    /**
     * How many invoices a query shows before it is truncated; 10 000 by default, as in production.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder maxInvoicesPerQuery(int limit) {
        this.maxInvoicesPerQuery = ArgumentChecks.atLeast(1, limit);
        return this;
    }

    /**
     * How many invoices a session takes; 10 000 by default, as in production.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder maxInvoicesPerSession(int limit) {
        this.maxInvoicesPerSession = ArgumentChecks.atLeast(1, limit);
        return this;
    }

    /**
     * How many applications for certificates a subject may make in all, and how many active certificates it may
     * have; by default 300 and 100 by NIP, 12 and 6 otherwise, as in production.
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    public SimulatorBuilder certificateLimits(int enrollments, int certificates) {
        this.certificateQuota =
                new CertificateQuota(ArgumentChecks.atLeast(0, enrollments), ArgumentChecks.atLeast(0, certificates));
        return this;
    }

    /**
     * A host that verification links (KOD II) may be signed for beside the one they are asked under, such as {@code
     * qr-test.ksef.mf.gov.pl}; none by default.
     *
     * @throws IllegalArgumentException if it has more than a name and a port
     */
    public SimulatorBuilder qrHost(String host) {
        this.qrHost = ArgumentChecks.host(host);
        return this;
    }

    /**
     * A folder with the official schemas, searched with all below it, to validate invoices by; without it only the
     * facts that KSeF judges by are looked at.
     *
     * @throws IllegalArgumentException if it is no folder, or has no schema of an invoice
     */
    public SimulatorBuilder schemas(Path folder) {
        this.schemas = OfficialSchemas.below(folder);
        return this;
    }

    /**
     * Whether one may sign in with a certificate that no authority vouches for, as on TEST; by default one may. If
     * not, as on DEMO and PRODUCTION, only certificates that this simulator gave out are trusted.
     */
    public SimulatorBuilder selfSignedCertificates(boolean allowed) {
        this.selfSignedCertificates = allowed;
        return this;
    }

    /**
     * The limits that calls are counted by, and refused with 429 above; none by default. A context may be given others
     * by {@code POST /testdata/rate-limits}.
     */
    public SimulatorBuilder rateLimits(RateLimitProfile profile) {
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
    public SimulatorBuilder rateLimit(String group, int perSecond, int perMinute, int perHour) {
        this.ownRateLimits.put(RateGroup.named(group), WindowLimits.of(perSecond, perMinute, perHour));
        return this;
    }

    /**
     * Listens with TLS, too, on this port of the loopback address; 0 means any free one. By default it does not.
     *
     * @throws IllegalArgumentException if it is below 0 or above 65535
     */
    public SimulatorBuilder tlsPort(int port) {
        this.tls = tls.withPort(ArgumentChecks.port(port));
        return this;
    }

    /** The certificate shown over TLS; {@link TlsCertificate#GOOD} by default. */
    public SimulatorBuilder tlsCertificate(TlsCertificate certificate) {
        this.tls = tls.withCertificate(certificate);
        return this;
    }

    /** A file that the start writes the CA to, as PEM, for clients to trust; none by default. */
    public SimulatorBuilder caFile(Path file) {
        this.tls = tls.withCaFile(file);
        return this;
    }

    /**
     * What goes wrong from the start on, in place of what was given before; nothing by default. {@link
     * KsefSimulator#faults()} changes it later.
     *
     * @throws IllegalArgumentException if one is no {@link FaultRule}
     */
    public SimulatorBuilder faults(String... rules) {
        this.faults = Stream.of(rules).map(FaultRule::parse).toList();
        return this;
    }

    /** What settles the calls of rules with a share, such as {@code 5%}; 0 by default. */
    public SimulatorBuilder faultSeed(long seed) {
        this.faultSeed = seed;
        return this;
    }

    /**
     * What passes the time of faults with latency. By default the thread that answers sleeps, whatever {@link #clock}
     * it is; with a clock of your own, move it here instead.
     */
    public SimulatorBuilder waiting(Consumer<Duration> waiting) {
        this.waiting = waiting;
        return this;
    }

    /** The limits of each group that has any. */
    Map<RateGroup, WindowLimits> limits() {
        Map<RateGroup, WindowLimits> limits = new EnumMap<>(RateGroup.class);
        limits.putAll(rateLimits.limits());
        limits.putAll(ownRateLimits);
        return limits;
    }

    /** Sees every exchange; nobody does by default. */
    public SimulatorBuilder observer(ExchangeObserver observer) {
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
