package dev.ksef.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.ksef.simulator.SimulatedWorld.Identity;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.server.ServerPorts;
import dev.ksef.simulator.state.StateFolder;
import dev.ksef.simulator.tls.TlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A simulated KSeF for tests: an HTTP server that keeps state, judges what it is sent and
 * answers as KSeF 2.0 does. Instances share nothing. Thread-safe.
 */
public final class KsefSimulator implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KsefSimulator.class.getName());

    /** A world, and what answers for it on the ports. */
    private record Served(SimulatedWorld world, Map<String, HttpHandler> api, Map<String, HttpHandler> storage) {}

    private final SimulatorBuilder settings;
    private final @Nullable StateFolder state;
    private final ServerPorts listeners;
    private final ServerPorts storage;
    private final String origin;
    private final @Nullable String tlsOrigin;
    private final Map<String, Integer> storagePorts;
    private final @Nullable TlsIdentity tls;
    private boolean closed;
    private volatile Served served;

    KsefSimulator(SimulatorBuilder given) {
        this.settings = given.copy();
        this.state = settings.state == null ? null : StateFolder.open(settings.state);
        SimulatedWorld first;
        try {
            first = new SimulatedWorld(settings, Identity.first(settings.clock), null, state);
        } catch (RuntimeException unfit) {
            closeState();
            throw unfit;
        }
        this.listeners = new ServerPorts(settings.bindAddress);
        this.storage = new ServerPorts(settings.bindAddress);
        // Ports come last: settings that do not work must not keep one.
        try {
            this.tls = settings.tls.identity();
            this.origin = listeners.open(settings.port);
            this.tlsOrigin = tls == null ? null : listeners.openTls(settings.tls.requirePort(), tls.context());
            this.storagePorts = openStorage(settings.storagePort);
        } catch (RuntimeException taken) {
            listeners.close();
            storage.close();
            first.close();
            closeState();
            throw taken;
        }
        warnIfReachable(settings);
        this.served = served(first);
        // Each request is answered by the world that there is then.
        listeners.start(Map.of(
                "/",
                http -> answer(served.api(), "/", http),
                HttpHandlers.ADMINISTRATION,
                http -> answer(served.api(), HttpHandlers.ADMINISTRATION, http)));
        storage.start(Map.of("/", http -> answer(served.storage(), "/", http)));
    }

    /** Opens the ports that the storage has for itself, if it is to have any, and gives them by scheme. */
    private Map<String, Integer> openStorage(@Nullable Integer port) {
        if (port == null) {
            return Map.of();
        }
        int plain = URI.create(storage.open(port)).getPort();
        return tls == null
                ? Map.of("http", plain)
                : Map.of(
                        "http",
                        plain,
                        "https",
                        URI.create(storage.openTls(0, tls.context())).getPort());
    }

    private static void warnIfReachable(SimulatorBuilder settings) {
        if (!settings.bindAddress.isLoopbackAddress()) {
            LOG.log(
                    Level.WARNING,
                    "The simulator listens on {0}: other machines can reach it, and it checks none of them{1}",
                    settings.bindAddress.getHostAddress(),
                    settings.remoteAdministration ? ". They can plan its faults, too" : "");
        }
    }

    private Served served(SimulatedWorld world) {
        HttpHandlers handlers = new HttpHandlers(settings, world, storagePorts);
        return new Served(
                world, handlers.handlers(this::reset, state == null ? null : this::save), handlers.storageHandlers());
    }

    private static void answer(Map<String, HttpHandler> handlers, String path, HttpExchange http) throws IOException {
        HttpHandler handler = handlers.get(path);
        if (handler == null) {
            throw new IllegalStateException("Nothing answers at " + path);
        }
        handler.handle(http);
    }

    private void closeState() {
        if (state != null) {
            state.close();
        }
    }

    private SimulatedWorld world() {
        return served.world();
    }

    /** Starts a simulator on any free port, for a random taxpayer with a random token. */
    public static KsefSimulator start() {
        return builder().start();
    }

    /** Begins the settings of a simulator. Each has a default. */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** The base URI of the API, as this machine reaches it: {@code http://127.0.0.1:<port>/v2}. */
    public URI baseUri() {
        return URI.create(origin + "/v2");
    }

    /**
     * The base URI of the API over TLS: {@code https://127.0.0.1:<port>/v2}. Signed links that are asked for over TLS
     * lead there, too.
     *
     * @throws IllegalStateException if this simulator does not listen with TLS
     */
    public URI tlsBaseUri() {
        return URI.create(overTls(tlsOrigin) + "/v2");
    }

    /**
     * The certificate of the authority that issued the certificate for TLS. It is made for this simulator alone.
     *
     * @throws IllegalStateException if this simulator does not listen with TLS
     */
    public X509Certificate tlsCa() {
        return overTls(tls).authority();
    }

    private static <T> T overTls(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The simulator listens without TLS; builder().tlsPort(0) makes it");
        }
        return value;
    }

    /**
     * What the signed links of the storage begin with, as this machine reaches it: {@code http://127.0.0.1:<port>}. It is the
     * address of the API, unless {@link SimulatorBuilder#storagePort} set another.
     */
    public URI storageUri() {
        Integer port = storagePorts.get("http");
        return URI.create(port == null ? origin : origin.replaceFirst(":\\d+$", ":" + port));
    }

    /**
     * The host of verification links: {@code http://127.0.0.1:<port>}. Put it in place of the host in what QR codes
     * say.
     */
    public URI qrBaseUri() {
        return URI.create(origin);
    }

    /** The NIP of the first taxpayer, 10 digits. */
    public String nip() {
        return world().startTaxpayers().first();
    }

    /** The KSeF tokens of the taxpayers that it was started with, by their NIPs, the first taxpayer first. */
    public Map<String, String> tokens() {
        return world().startTaxpayers().tokens();
    }

    /** The KSeF token that the first taxpayer signs in with. */
    public String token() {
        return Objects.requireNonNull(tokens().get(nip()));
    }

    /**
     * Adds a taxpayer who may sign in, or one more token of a taxpayer who already may.
     *
     * @param nip 10 digits
     * @return a new KSeF token of this taxpayer
     * @throws IllegalArgumentException if {@code nip} is not the shape of a NIP
     */
    public String addTaxpayer(String nip) {
        return world().taxpayers().add(ArgumentChecks.nip(nip));
    }

    /**
     * Grants a subject, who signs in with a certificate, all that can be done in a context. Single rights are granted
     * by the operations of the API, {@code POST /testdata/permissions} among them. A subject with a NIP needs no grant
     * for the context of that NIP and of its internal identifiers, nor a Peppol provider for its own.
     *
     * @param subject a NIP (10 digits), a PESEL (11 digits), the SHA-256 fingerprint of a certificate (64 hexadecimal
     *     digits) or a Peppol identifier (P, 2 letters, 6 digits)
     * @param context a NIP, an internal identifier (NIP, hyphen, 5 digits), a NIP with a VAT number of the Union (NIP,
     *     hyphen, number with its country), or a Peppol identifier (P, 2 letters, 6 digits)
     * @throws IllegalArgumentException if either has none of these shapes
     */
    public void grant(String subject, String context) {
        world().rights().grantAll(SubjectId.of(subject), ArgumentChecks.context(context));
    }

    /**
     * Revokes what {@link #grant} granted, and all else that the context granted the subject for itself. Access tokens
     * that were issued before stay good until they end.
     *
     * @throws IllegalArgumentException if subject or context has none of the shapes
     */
    public void revoke(String subject, String context) {
        world().rights().revokeAll(SubjectId.of(subject), ArgumentChecks.context(context));
    }

    /**
     * Lets somebody issue invoices on behalf of a seller, in a context of its own: a taxpayer as the buyer
     * (self-invoicing, also for flat-rate farmers) or as the tax representative, a Peppol provider in every way. {@code
     * POST /permissions/authorizations/grants} does the same for one of these ways, {@code DELETE} takes it back.
     *
     * @param subject a NIP (10 digits) or a Peppol identifier (P, 2 letters, 6 digits)
     * @param seller the NIP of the seller, 10 digits
     * @throws IllegalArgumentException if either has another shape
     */
    public void authorize(String subject, String seller) {
        world().rights().authorizeAll(SubjectId.of(subject), LoginContext.nip(ArgumentChecks.nip(seller)));
    }

    /**
     * Lets a taxpayer send invoices with attachments in batches, as a consent given to the tax office does. {@code POST
     * /testdata/attachment} does the same, and {@code POST /testdata/attachment/revoke} takes it back.
     *
     * @param nip 10 digits
     * @throws IllegalArgumentException if {@code nip} is not the shape of a NIP
     */
    public void allowAttachments(String nip) {
        world().attachments().give(ArgumentChecks.nip(nip));
    }

    /** The invoices that KSeF has. Tests fill it here, and change when an invoice is stored for good. */
    public InvoiceRepository invoices() {
        return world().invoices();
    }

    /** The exports and downloads counted so far. */
    public ExportReport exports() {
        return world().api().exports();
    }

    /** The keys that clients encrypt for. Tests rotate them here. */
    public EncryptionKeys keys() {
        return world().identity().keys();
    }

    /** The plan of what goes wrong. It may be changed while requests come in. */
    public FaultPlan faults() {
        return world().faults();
    }

    /** The authority that issues the KSeF certificates of this simulator. */
    public CertificateAuthority certificates() {
        return world().certificates();
    }

    /** The certificate whose key signs every UPO of this simulator. */
    public X509Certificate upoCertificate() {
        return world().identity().upoSignature().certificate();
    }

    /** The calls counted so far. Windows without a limit are not counted. */
    public RateLimitReport rateLimits() {
        return RateLimitReport.of(world().router().rateLimitJudge());
    }

    /** The routes of all operations. */
    List<RequestRouter.Route> routes() {
        return world().router().routes();
    }

    /**
     * Makes the simulator like a new one: all sessions, invoices, logins, certificates, rights, changed limits and faults are
     * gone, and its seed and its saved state are applied again. It keeps its addresses, the taxpayers that it was started
     * with and their tokens, its authorities, and the keys that it had before any rotation. What {@link #invoices}, {@link
     * #faults} and the like gave before belongs to the past: ask for it again. A request under way ends in the past, too.
     *
     * @throws IllegalArgumentException if the saved state is damaged meanwhile; then nothing is changed
     */
    public synchronized void reset() {
        requireOpen();
        SimulatedWorld before = world();
        served = served(new SimulatedWorld(settings, before.identity().asAtStart(), before.startTaxpayers(), state));
        before.close();
    }

    /**
     * Saves the state now, in the folder of {@link SimulatorBuilder#state}: taxpayers and tokens, rights, roles and persons,
     * certificates and their authorities, limits, blocked contexts, invoices, collective identifiers, and the sessions that
     * ended. Sessions under way and logins are not saved.
     *
     * @throws IllegalStateException if the simulator has no such folder, or is closed
     * @throws UncheckedIOException if it cannot be written; what was saved before stays
     */
    public synchronized void save() {
        requireOpen();
        if (state == null) {
            throw new IllegalStateException(
                    "The simulator has no folder for its state; builder().state(folder) sets one");
        }
        world().save(state);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The simulator is closed");
        }
    }

    /**
     * Stops the simulator at once. Requests under way are cut off. Saves the state, if there is a folder for it; packages that
     * are processed have five seconds before.
     *
     * @throws UncheckedIOException if the state cannot be saved; the simulator is stopped nevertheless
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        listeners.close();
        storage.close();
        try {
            if (state != null) {
                world().finishWork();
                world().save(state);
            }
        } finally {
            world().close();
            closeState();
        }
    }
}
