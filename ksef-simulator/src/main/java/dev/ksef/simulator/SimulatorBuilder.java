package dev.ksef.simulator;

import dev.ksef.simulator.certificate.CertificateQuota;
import dev.ksef.simulator.crypto.BouncyCastleVersions;
import dev.ksef.simulator.export.ExportTerms;
import dev.ksef.simulator.export.PackageLimits;
import dev.ksef.simulator.fault.FaultContext;
import dev.ksef.simulator.invoice.OfficialSchemas;
import dev.ksef.simulator.page.InvoicePicture;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.ratelimit.WindowLimits;
import dev.ksef.simulator.seed.Seed;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a simulator. Not thread-safe; one builder may start many simulators. */
public final class SimulatorBuilder implements Cloneable {

    int port;

    List<String> nips = List.of();

    @Nullable
    String token;

    InstantSource clock = InstantSource.system();
    Duration processingDelay = Duration.ZERO;
    Duration authenticationDelay = Duration.ZERO;
    Duration availabilityDelay = Duration.ZERO;
    Duration permanentStorageDelay = Duration.ZERO;
    Duration highWaterMarkLag = Duration.ZERO;
    Duration exportDelay = Duration.ZERO;
    int maxRunningExports = 10;
    int maxInvoicesPerExport = 10_000;
    int maxExportBytes = 1_000_000_000;
    int exportPartBytes = 50_000_000;
    int exportGzipMembers = 1;
    Duration exportLinkLife = Duration.ofHours(1);
    Duration exportPackageLife = Duration.ofDays(7);
    Duration exportStatusLife = Duration.ofDays(8);
    int maxInvoicesPerSession = 10_000;
    int maxInvoicesPerQuery = 10_000;

    @Nullable
    CertificateQuota certificateQuota;

    @Nullable
    String qrHost;

    @Nullable
    Integer storagePort;

    InetAddress bindAddress = InetAddress.getLoopbackAddress();

    @Nullable
    String publicBase;

    boolean remoteAdministration;
    boolean sameTokenWithinASecond;
    ApiVersion apiVersion = ApiVersion.V2_8;

    /** Null for what the version says. */
    @Nullable
    Boolean authenticationMethod;

    OfficialSchemas schemas = OfficialSchemas.none();
    boolean selfSignedCertificates = true;
    RateLimitProfile rateLimits = RateLimitProfile.NONE;
    private Map<RateGroup, WindowLimits> ownRateLimits = Map.of();
    Seed seed = Seed.none();

    @Nullable
    Path state;

    int memory = 64;
    ExchangeObserver observer = ExchangeReport.NOBODY;

    @Nullable
    InvoiceView invoiceView;

    TlsSettings tls = TlsSettings.NONE;
    List<FaultRule> faults = List.of();
    long faultSeed;
    Consumer<Duration> waiting = FaultContext::sleep;

    SimulatorBuilder() {}

    /**
     * Sets the port. 0, the default, means any free port.
     *
     * @throws IllegalArgumentException if it is below 0 or above 65535
     */
    public SimulatorBuilder port(int port) {
        this.port = ArgumentChecks.port(port);
        return this;
    }

    /**
     * Sets a port for the storage alone, where signed links then lead; 0 means any free port. With TLS the storage has one
     * more port, any free one. By default the storage is at the port of the API.
     *
     * @throws IllegalArgumentException if it is below 0 or above 65535
     */
    public SimulatorBuilder storagePort(int port) {
        this.storagePort = ArgumentChecks.port(port);
        return this;
    }

    /**
     * Sets the address of this machine to listen on; the loopback address by default. With any other, such as {@code
     * 0.0.0.0}, other machines reach the simulator, which a container and a CI service need. The start then logs a
     * warning. The paths below {@code /simulator} stay closed to others; see {@link #remoteAdministration}.
     *
     * @throws IllegalArgumentException if there is no such address
     */
    public SimulatorBuilder bind(String address) {
        this.bindAddress = ArgumentChecks.address(address);
        return this;
    }

    /**
     * Sets what every signed link begins with, such as {@code https://ksef.example:8443}. By default signed links
     * follow the {@code Host} that the client asked.
     *
     * @throws IllegalArgumentException if it is more or less than http or https, a host and maybe a port
     */
    public SimulatorBuilder publicBase(URI base) {
        this.publicBase = ArgumentChecks.publicBase(base);
        return this;
    }

    /**
     * Sets whether other machines may administer the simulator, too, if they reach it; by default they may not. They do so by
     * an IP address, a name without dots, or that of {@link #publicBase}: other names may be those of other sites.
     */
    public SimulatorBuilder remoteAdministration(boolean allowed) {
        this.remoteAdministration = allowed;
        return this;
    }

    /** Sets the version of KSeF's API to play; {@link ApiVersion#V2_8} by default. */
    public SimulatorBuilder apiVersion(ApiVersion version) {
        this.apiVersion = version;
        return this;
    }

    /**
     * Sets whether the status and the list of sign-ins have the deprecated field {@code authenticationMethod}. By default
     * they have it in API 2.8, which requires it, and not in 2.9: KSeF announced that it would go on 16 November 2026.
     */
    public SimulatorBuilder authenticationMethod(boolean told) {
        this.authenticationMethod = told;
        return this;
    }

    /**
     * Sets whether a login that refreshes twice within a second gets the same access token twice. By default it gets
     * two. KSeF was seen to do either.
     */
    public SimulatorBuilder sameTokenWithinASecond(boolean same) {
        this.sameTokenWithinASecond = same;
        return this;
    }

    /**
     * Sets a file with what the simulator has at its start: taxpayers, rights, invoices, faults and limits, as its README
     * describes. Settings that follow this one win over the limits of the file. Where a state was saved ({@link #state}), the
     * file adds no invoices and rights to it.
     *
     * @throws IllegalArgumentException if there is something wrong in the file; the message says at which line, and what
     * @throws UncheckedIOException if it cannot be read
     */
    public SimulatorBuilder seed(Path file) {
        this.seed = Seed.read(file);
        seed.limits().forEach(limit -> limit.place().tell(() -> limit(limit)));
        return this;
    }

    private void limit(Seed.Limit limit) {
        switch (limit.name()) {
            case "maxInvoicesPerSession" -> maxInvoicesPerSession(limit.number(1, 0));
            case "maxInvoicesPerQuery" -> maxInvoicesPerQuery(limit.number(1, 0));
            case "maxInvoicesPerExport" -> maxInvoicesPerExport(limit.number(1, 0));
            case "maxRunningExports" -> maxRunningExports(limit.number(1, 0));
            case "certificates" -> certificateLimits(limit.number(2, 0), limit.number(2, 1));
            case "rateLimits" -> rateLimits(RateLimitProfile.named(limit.word()));
            default -> rateLimit(limit.group(), limit.number(3, 0), limit.number(3, 1), limit.number(3, 2));
        }
    }

    /**
     * Sets a folder for what the simulator knows, for one simulator at a time. The start loads what was saved there; {@link
     * KsefSimulator#close()} and {@link KsefSimulator#save()} save it. By default nothing outlives the simulator.
     */
    public SimulatorBuilder state(Path folder) {
        this.state = folder;
        return this;
    }

    /**
     * Sets how many million bytes of documents, which are invoices and UPO, are kept in memory; 64 by default. Further ones
     * are kept in a temporary file that only this user can read, until the simulator is closed.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder memory(int megabytes) {
        this.memory = ArgumentChecks.atLeast(0, megabytes);
        return this;
    }

    /**
     * Sets the NIP of the first taxpayer; random by default. Its check digit is not checked.
     *
     * @throws IllegalArgumentException if it is not the shape of a NIP
     */
    public SimulatorBuilder nip(String nip) {
        return nips(List.of(nip));
    }

    /**
     * Sets the NIPs of the taxpayers, for example of a seller and a buyer. Each gets a KSeF token of its own ({@link
     * KsefSimulator#tokens}). The first is the one that {@link KsefSimulator#nip} names.
     *
     * @throws IllegalArgumentException if there is none, or if one is not the shape of a NIP
     */
    public SimulatorBuilder nips(List<String> nips) {
        if (nips.isEmpty()) {
            throw new IllegalArgumentException("Name one taxpayer at least");
        }
        this.nips = nips.stream().map(ArgumentChecks::nip).distinct().toList();
        return this;
    }

    /**
     * Sets the KSeF token of the first taxpayer; random by default.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public SimulatorBuilder token(String token) {
        this.token = ArgumentChecks.token(token);
        return this;
    }

    /** Sets the clock that every decision goes by; the system's by default. */
    public SimulatorBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Sets how long KSeF takes to process an invoice, and a session after it was closed; no time by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder processingDelay(Duration delay) {
        this.processingDelay = ArgumentChecks.notNegative(delay);
        return this;
    }

    /**
     * Sets how long signing in takes; no time by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder authenticationDelay(Duration delay) {
        this.authenticationDelay = ArgumentChecks.notNegative(delay);
        return this;
    }

    /**
     * Sets for how long an invoice that has its number can be neither downloaded (21165) nor found; no time by
     * default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder availabilityDelay(Duration delay) {
        this.availabilityDelay = ArgumentChecks.notNegative(delay);
        return this;
    }

    /**
     * Sets how long an invoice that can be downloaded has no date of permanent storage, and is not found; no time by
     * default. {@link InvoiceRepository} changes it for one invoice.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder permanentStorageDelay(Duration delay) {
        this.permanentStorageDelay = ArgumentChecks.notNegative(delay);
        return this;
    }

    /**
     * Sets how far the high water mark, up to which queries and exports are complete, lies behind the clock; no time by
     * default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder highWaterMarkLag(Duration lag) {
        this.highWaterMarkLag = ArgumentChecks.notNegative(lag);
        return this;
    }

    /**
     * Sets how long an export has status 100; no time by default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder exportDelay(Duration delay) {
        this.exportDelay = ArgumentChecks.notNegative(delay);
        return this;
    }

    /**
     * Sets how many exports may run for one subject in one context; 10 by default, as in production. One more is refused
     * with 21182.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder maxRunningExports(int limit) {
        this.maxRunningExports = ArgumentChecks.atLeast(1, limit);
        return this;
    }

    /**
     * Sets how many invoices an export has before it is truncated; 10 000 by default, as in production.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder maxInvoicesPerExport(int limit) {
        this.maxInvoicesPerExport = ArgumentChecks.atLeast(1, limit);
        return this;
    }

    /**
     * Sets how many bytes the compressed invoices of an export may have before it is truncated; 1 000 000 000 by default,
     * as in production. Each invoice counts as if it were compressed by itself; metadata do not count. The first invoice
     * always fits.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder maxExportBytes(int limit) {
        this.maxExportBytes = ArgumentChecks.atLeast(1, limit);
        return this;
    }

    /**
     * Sets how many bytes a part of an export has before it is encrypted; 50 000 000 by default, as in production.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder exportPartBytes(int bytes) {
        this.exportPartBytes = ArgumentChecks.atLeast(1, bytes);
        return this;
    }

    /**
     * Sets of how many gzip members a package of type TarGz consists; 1 by default.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder exportGzipMembers(int members) {
        this.exportGzipMembers = ArgumentChecks.atLeast(1, members);
        return this;
    }

    /**
     * Sets for how long the link to a part leads there; an hour by default. Each look at the status makes a new link.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder exportLinkLife(Duration life) {
        this.exportLinkLife = ArgumentChecks.notNegative(life);
        return this;
    }

    /**
     * Sets how long after its end an export can be downloaded; 7 days by default. Afterwards its status is 210.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder exportPackageLife(Duration life) {
        this.exportPackageLife = ArgumentChecks.notNegative(life);
        return this;
    }

    /**
     * Sets how long after its beginning the status of an export is told; 8 days by default. Afterwards it is answered with
     * 410.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatorBuilder exportStatusLife(Duration life) {
        this.exportStatusLife = ArgumentChecks.notNegative(life);
        return this;
    }

    /**
     * Sets how many invoices a query shows before it is truncated; 10 000 by default, as in production.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder maxInvoicesPerQuery(int limit) {
        this.maxInvoicesPerQuery = ArgumentChecks.atLeast(1, limit);
        return this;
    }

    /**
     * Sets how many invoices a session takes; 10 000 by default, as in production.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SimulatorBuilder maxInvoicesPerSession(int limit) {
        this.maxInvoicesPerSession = ArgumentChecks.atLeast(1, limit);
        return this;
    }

    /**
     * Sets how many applications for certificates a subject may make in all, and how many active certificates it may
     * have. By default these are 300 and 100 for a NIP, 12 and 6 otherwise, as in production.
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    public SimulatorBuilder certificateLimits(int enrollments, int certificates) {
        this.certificateQuota =
                new CertificateQuota(ArgumentChecks.atLeast(0, enrollments), ArgumentChecks.atLeast(0, certificates));
        return this;
    }

    /**
     * Sets a host that verification links (KOD II) may be signed for, such as {@code qr-test.ksef.mf.gov.pl}, beside
     * the host that they are opened at. There is none by default.
     *
     * @throws IllegalArgumentException if it is more than a name and a port
     */
    public SimulatorBuilder qrHost(String host) {
        this.qrHost = ArgumentChecks.host(host);
        return this;
    }

    /**
     * Sets a folder with the official schemas, which is searched with all folders below it. Invoices are validated by
     * the schemas found there; without a folder only the facts that KSeF judges by are checked.
     *
     * @throws IllegalArgumentException if it is no folder, or has no schema of an invoice
     */
    public SimulatorBuilder schemas(Path folder) {
        this.schemas = OfficialSchemas.below(folder);
        return this;
    }

    /**
     * Sets whether clients may sign in with self-signed certificates, as on TEST; by default they may. Otherwise, as
     * on DEMO and PRODUCTION, only certificates that this simulator issued are trusted.
     */
    public SimulatorBuilder selfSignedCertificates(boolean allowed) {
        this.selfSignedCertificates = allowed;
        return this;
    }

    /**
     * Sets the limits that calls are counted by; none by default. Calls above a limit are refused with 429. {@code
     * POST /testdata/rate-limits} gives a context limits of its own.
     */
    public SimulatorBuilder rateLimits(RateLimitProfile profile) {
        this.rateLimits = profile;
        return this;
    }

    /**
     * Sets the limits of one group, in place of the profile's; -1 means no limit. {@code global} counts all operations
     * of an address together, {@code anonymous} its public ones; no operation of the API sets those two.
     *
     * @param group its name in the API, such as {@code invoiceSend}
     * @throws IllegalArgumentException if there is no such group, or a limit is neither -1 nor above 0
     */
    public SimulatorBuilder rateLimit(String group, int perSecond, int perMinute, int perHour) {
        Map<RateGroup, WindowLimits> more = new EnumMap<>(RateGroup.class);
        more.putAll(ownRateLimits);
        more.put(RateGroup.named(group), WindowLimits.of(perSecond, perMinute, perHour));
        this.ownRateLimits = Collections.unmodifiableMap(more);
        return this;
    }

    /**
     * Sets the port to listen on with TLS, too. 0 means any free port. By default the
     * simulator does not listen with TLS.
     *
     * @throws IllegalArgumentException if it is below 0 or above 65535
     */
    public SimulatorBuilder tlsPort(int port) {
        this.tls = tls.withPort(ArgumentChecks.port(port));
        return this;
    }

    /** Sets the certificate to show over TLS; {@link TlsCertificate#GOOD} by default. */
    public SimulatorBuilder tlsCertificate(TlsCertificate certificate) {
        this.tls = tls.withCertificate(certificate);
        return this;
    }

    /**
     * Sets a file for the certificate of the authority for TLS, which clients have to trust. The start writes it as
     * PEM. There is none by default.
     */
    public SimulatorBuilder caFile(Path file) {
        this.tls = tls.withCaFile(file);
        return this;
    }

    /**
     * Sets what goes wrong from the start on, in place of rules that were set before; nothing by default. {@link
     * KsefSimulator#faults()} changes it later.
     *
     * @throws IllegalArgumentException if a text is no {@link FaultRule}
     */
    public SimulatorBuilder faults(String... rules) {
        this.faults = Stream.of(rules).map(FaultRule::parse).toList();
        return this;
    }

    /** Sets the seed that settles which calls a share such as {@code 5%} affects; 0 by default. */
    public SimulatorBuilder faultSeed(long seed) {
        this.faultSeed = seed;
        return this;
    }

    /**
     * Sets how the time of a latency fault passes. By default the thread that answers sleeps, whatever the {@link
     * #clock} is; a test with its own clock may move that clock instead.
     */
    public SimulatorBuilder waiting(Consumer<Duration> waiting) {
        this.waiting = waiting;
        return this;
    }

    /** These settings, which changes of this builder do not reach. All values are replaced, and never changed. */
    SimulatorBuilder copy() {
        try {
            return (SimulatorBuilder) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("Builders can be cloned", impossible);
        }
    }

    ExportTerms exportTerms() {
        return new ExportTerms(
                exportDelay,
                new PackageLimits(maxInvoicesPerExport, maxExportBytes),
                exportPartBytes,
                exportGzipMembers,
                exportLinkLife,
                exportPackageLife,
                exportStatusLife);
    }

    /** Whether sign-ins tell the deprecated name of their method. */
    boolean formerMethodTold() {
        return authenticationMethod == null ? apiVersion == ApiVersion.V2_8 : authenticationMethod;
    }

    /** Whether owners find their own right among their rights. */
    boolean ownerRightShown() {
        return apiVersion == ApiVersion.V2_9;
    }

    /** The limits of each group that has any. */
    Map<RateGroup, WindowLimits> limits() {
        Map<RateGroup, WindowLimits> limits = new EnumMap<>(RateGroup.class);
        limits.putAll(rateLimits.limits());
        limits.putAll(ownRateLimits);
        return limits;
    }

    /** The hosts that verification links may be signed for, beside the one that they are opened at. */
    List<String> qrHosts() {
        return Stream.of(
                        qrHost,
                        publicBase == null ? null : URI.create(publicBase).getRawAuthority())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Sets who sees every exchange; nobody by default. */
    public SimulatorBuilder observer(ExchangeObserver observer) {
        this.observer = observer;
        return this;
    }

    /** Sets who shows invoices as people read them, on the simulator's page and where verification codes lead; nobody by default. */
    public SimulatorBuilder invoiceView(InvoiceView view) {
        this.invoiceView = Objects.requireNonNull(view, "view");
        return this;
    }

    /** What draws invoices, if anything does. */
    InvoicePicture picture() {
        return new InvoicePicture(invoiceView == null ? null : invoiceView::html);
    }

    /**
     * Starts the simulator.
     *
     * @throws IllegalArgumentException if settings contradict each other, a fault names no operation, the seed does not fit,
     *     or the saved state is damaged, of a newer simulator, or used by another one
     * @throws IllegalStateException if the application mixes versions of Bouncy Castle
     * @throws UncheckedIOException if a port is taken, the saved state cannot be read, or the file for the authority cannot
     *     be written
     */
    public KsefSimulator start() {
        BouncyCastleVersions.requireOne();
        return new KsefSimulator(this);
    }
}
