package dev.ksef.simulator;

import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.batch.AttachmentConsents;
import dev.ksef.simulator.certificate.CertificationCentre;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.server.HttpServers;
import dev.ksef.simulator.server.ServerPorts;
import dev.ksef.simulator.storage.StorageFolder;
import dev.ksef.simulator.tls.TlsIdentity;
import dev.ksef.simulator.upo.UpoSignature;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A simulated KSeF for tests: an HTTP server that keeps state, judges what it is sent and
 * answers as KSeF 2.0 does. Instances share nothing. Thread-safe.
 */
public final class KsefSimulator implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KsefSimulator.class.getName());

    private final ServerPorts listeners;
    private final ServerPorts storage;
    private final String origin;
    private final @Nullable String tlsOrigin;
    private final Map<String, Integer> storagePorts;
    private final @Nullable TlsIdentity tls;
    private final String nip;
    private final Map<String, String> tokens;
    private final String token;
    private final TaxpayerTokens taxpayers;
    private final Rights rights;
    private final AttachmentConsents attachments = new AttachmentConsents();
    private final StorageFolder folder = new StorageFolder();
    private final ExecutorService background = HttpServers.workers();
    private final EncryptionKeys keys;
    private final UpoSignature upoSignature;
    private final CertificateAuthority certificates;
    private final SimulatedApi api;
    private final InvoiceRepository invoices;
    private final RequestRouter router;
    private final FaultPlan faults;

    KsefSimulator(SimulatorBuilder settings) {
        this.rights = new Rights(settings.clock);
        ReferenceNumbers references = new ReferenceNumbers(settings.clock);
        this.taxpayers = new TaxpayerTokens(references, settings.clock);
        this.keys = new EncryptionKeys(settings.clock);
        this.upoSignature = new UpoSignature(settings.clock);
        CertificationCentre centre = new CertificationCentre(settings.clock);
        this.certificates = new CertificateAuthority(settings.clock, centre);
        this.nip = settings.nips.isEmpty() ? NipNumbers.random(new SecureRandom()) : settings.nips.get(0);
        this.token = accept(settings.token);
        this.tokens = tokens(settings.nips);
        this.api = new SimulatedApi(settings, references, keys, centre, rights, folder, background);
        this.invoices = api.invoices();
        this.router = api.router(taxpayers, upoSignature, attachments);
        this.faults = new FaultPlan(new OperationNames(router.names()), settings.faultSeed, settings.faults);
        this.tls = settings.tls.identity();
        this.listeners = new ServerPorts(settings.bindAddress);
        this.storage = new ServerPorts(settings.bindAddress);
        // Ports come last: settings that do not work must not keep one.
        try {
            this.origin = listeners.open(settings.port);
            this.tlsOrigin = tls == null ? null : listeners.openTls(settings.tls.requirePort(), tls.context());
            this.storagePorts = openStorage(settings.storagePort);
        } catch (RuntimeException taken) {
            listeners.close();
            storage.close();
            throw taken;
        }
        warnIfReachable(settings);
        HttpHandlers handlers = new HttpHandlers(settings, keys, router, faults, storagePorts);
        listeners.start(handlers.handlers());
        storage.start(handlers.storageHandlers());
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

    private Map<String, String> tokens(List<String> nips) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(nip, token);
        nips.forEach(each -> all.computeIfAbsent(each, taxpayers::add));
        return Collections.unmodifiableMap(all);
    }

    private String accept(@Nullable String chosen) {
        if (chosen == null) {
            return taxpayers.add(nip);
        }
        taxpayers.add(nip, chosen);
        return chosen;
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
        return nip;
    }

    /** The KSeF tokens of the taxpayers that it was started with, by their NIPs, the first taxpayer first. */
    public Map<String, String> tokens() {
        return tokens;
    }

    /** The KSeF token that the first taxpayer signs in with. */
    public String token() {
        return token;
    }

    /**
     * Adds a taxpayer who may sign in, or one more token of a taxpayer who already may.
     *
     * @param nip 10 digits
     * @return a new KSeF token of this taxpayer
     * @throws IllegalArgumentException if {@code nip} is not the shape of a NIP
     */
    public String addTaxpayer(String nip) {
        return taxpayers.add(ArgumentChecks.nip(nip));
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
        rights.grantAll(SubjectId.of(subject), context(context));
    }

    /**
     * Revokes what {@link #grant} granted, and all else that the context granted the subject for itself. Access tokens
     * that were issued before stay good until they end.
     *
     * @throws IllegalArgumentException if subject or context has none of the shapes
     */
    public void revoke(String subject, String context) {
        rights.revokeAll(SubjectId.of(subject), context(context));
    }

    private static LoginContext context(String written) {
        return LoginContext.of(written)
                .orElseThrow(() -> new IllegalArgumentException("Not the shape of a context: " + written));
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
        rights.authorizeAll(SubjectId.of(subject), LoginContext.nip(ArgumentChecks.nip(seller)));
    }

    /**
     * Lets a taxpayer send invoices with attachments in batches, as a consent given to the tax office does. {@code POST
     * /testdata/attachment} does the same, and {@code POST /testdata/attachment/revoke} takes it back.
     *
     * @param nip 10 digits
     * @throws IllegalArgumentException if {@code nip} is not the shape of a NIP
     */
    public void allowAttachments(String nip) {
        attachments.give(ArgumentChecks.nip(nip));
    }

    /** The invoices that KSeF has. Tests fill it here, and change when an invoice is stored for good. */
    public InvoiceRepository invoices() {
        return invoices;
    }

    /** The exports and downloads counted so far. */
    public ExportReport exports() {
        return api.exports();
    }

    /** The keys that clients encrypt for. Tests rotate them here. */
    public EncryptionKeys keys() {
        return keys;
    }

    /** The plan of what goes wrong. It may be changed while requests come in. */
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

    /** The calls counted so far. Windows without a limit are not counted. */
    public RateLimitReport rateLimits() {
        return RateLimitReport.of(router.rateLimitJudge());
    }

    /** The routes of all operations. */
    List<RequestRouter.Route> routes() {
        return router.routes();
    }

    /** Stops the simulator at once. Requests under way are cut off. */
    @Override
    public void close() {
        listeners.close();
        storage.close();
        background.shutdownNow();
        folder.close();
    }
}
