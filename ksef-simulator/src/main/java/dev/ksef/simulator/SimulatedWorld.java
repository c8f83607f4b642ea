package dev.ksef.simulator;

import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.batch.AttachmentConsents;
import dev.ksef.simulator.certificate.CertificationCentre;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.page.InvoicePicture;
import dev.ksef.simulator.ratelimit.GrantedRateLimits;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.seed.Seed;
import dev.ksef.simulator.server.HttpServers;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.state.StateFolder;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.storage.ByteShelf;
import dev.ksef.simulator.storage.StorageFolder;
import dev.ksef.simulator.upo.UpoArchive;
import dev.ksef.simulator.upo.UpoSignature;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that happened in a simulator since it was started or reset, and what works with it. Closing it gives back files. */
final class SimulatedWorld implements SimulatorPage.Shown, AutoCloseable {

    /** What a simulator stays when all else begins anew: its keys and authorities, which clients may have noted. */
    record Identity(EncryptionKeys keys, CertificationCentre certificates, UpoSignature upoSignature) {

        static Identity first(InstantSource clock) {
            return new Identity(new EncryptionKeys(clock), new CertificationCentre(clock), new UpoSignature(clock));
        }

        /**
         * The same without what was done with it: nothing was rotated or issued. What a saved state makes of it does not
         * change this one.
         */
        Identity asAtStart() {
            return new Identity(keys.asAtStart(), certificates.withoutCertificates(), upoSignature.copy());
        }
    }

    private static final Logger LOG = System.getLogger(SimulatedWorld.class.getName());
    private static final int SECONDS_TO_FINISH = 5;

    private final SimulatorBuilder settings;
    private final Identity identity;
    private final Rights rights;
    private final AttachmentConsents attachments = new AttachmentConsents();
    private final StorageFolder folder = new StorageFolder();
    private final ByteShelf shelf;
    private final ExecutorService background = HttpServers.workers();
    private final TaxpayerTokens taxpayers;
    private final StartTaxpayers startTaxpayers;
    private final CertificateAuthority certificates;
    private final SimulatedApi api;
    private final InvoiceRepository invoices;
    private final RequestRouter router;
    private final FaultPlan faults;

    /**
     * Begins anew.
     *
     * @param before the taxpayers that a reset keeps; none at the start
     * @param state has what is loaded at first; null if nothing is kept between runs
     * @throws IllegalArgumentException if the state is damaged, or a fault or an invoice of the settings does not fit
     */
    SimulatedWorld(
            SimulatorBuilder settings,
            Identity identity,
            @Nullable StartTaxpayers before,
            @Nullable StateFolder state) {
        ReferenceNumbers references = new ReferenceNumbers(settings.clock);
        this.settings = settings;
        this.identity = identity;
        this.shelf = new ByteShelf(folder, settings.memory);
        this.rights = new Rights(settings.clock);
        this.taxpayers = new TaxpayerTokens(references, settings.clock);
        this.startTaxpayers = new StartTaxpayers(before);
        this.certificates = new CertificateAuthority(settings.clock, identity.certificates());
        this.api = new SimulatedApi(
                settings,
                references,
                identity.keys(),
                identity.certificates(),
                identity.upoSignature(),
                rights,
                folder,
                shelf,
                background);
        this.invoices = api.invoices();
        this.router = api.router(taxpayers, attachments);
        this.faults = new FaultPlan(new OperationNames(router.names()), settings.faultSeed, settings.faults);
        try {
            boolean loaded = state != null && state.load(stateful());
            startTaxpayers.complete(settings.nips, settings.token, settings.seed, taxpayers);
            settings.seed.faults().forEach(rule -> rule.place().tell(() -> faults.add(rule.text())));
            if (!loaded) {
                sow(settings.seed);
            }
        } catch (RuntimeException unfit) {
            close();
            throw unfit;
        }
    }

    /** Fills a world that has no saved state, which would have all this already. */
    private void sow(Seed seed) {
        seed.taxpayers().stream().filter(Seed.Taxpayer::attachments).forEach(one -> attachments.give(one.nip()));
        seed.grants().forEach(grant -> grant.place().tell(() -> grant(grant)));
        seed.invoices().forEach(given -> given.place().tell(() -> store(given)));
    }

    private void grant(Seed.Grant given) {
        rights.grantAll(SubjectId.of(given.subject()), ArgumentChecks.context(given.context()));
    }

    private void store(Seed.Invoices given) {
        Instant from = Objects.requireNonNullElseGet(given.from(), settings.clock::instant);
        if (given.xml() != null) {
            invoices.store(given.xml(), from);
        } else {
            Instant to = Objects.requireNonNullElse(given.to(), from);
            invoices.store(given.count(), given.seller(), given.buyer(), from, to);
        }
    }

    /** What the saved state has, in the order in which it is restored. */
    private List<Stateful> stateful() {
        return Stream.concat(Stream.of(startTaxpayers, invoices.saved()), api.stateful().stream())
                .toList();
    }

    void save(StateFolder state) {
        state.save(stateful(), settings.clock.instant());
    }

    /** Begins no more work in the background, and waits a moment for what is under way. */
    void finishWork() {
        background.shutdown();
        try {
            if (!background.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "A package is still processed: its session is not saved");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    Identity identity() {
        return identity;
    }

    @Override
    public Rights rights() {
        return rights;
    }

    AttachmentConsents attachments() {
        return attachments;
    }

    @Override
    public TaxpayerTokens taxpayers() {
        return taxpayers;
    }

    /** The taxpayers that the simulator was started with. */
    StartTaxpayers startTaxpayers() {
        return startTaxpayers;
    }

    CertificateAuthority certificates() {
        return certificates;
    }

    SimulatedApi api() {
        return api;
    }

    InvoiceRepository invoices() {
        return invoices;
    }

    RequestRouter router() {
        return router;
    }

    FaultPlan faults() {
        return faults;
    }

    @Override
    public ByteShelf shelf() {
        return shelf;
    }

    @Override
    public SessionRegister sessions() {
        return api.sessions();
    }

    @Override
    public InvoiceArchive archive() {
        return api.archive();
    }

    @Override
    public UpoArchive upo() {
        return api.upo();
    }

    @Override
    public GrantedRateLimits rateLimits() {
        return api.rateLimits();
    }

    @Override
    public List<String> nips() {
        return List.copyOf(startTaxpayers.tokens().keySet());
    }

    @Override
    public List<String> operations() {
        return router.names();
    }

    @Override
    public InstantSource clock() {
        return settings.clock;
    }

    @Override
    public InvoicePicture picture() {
        return settings.picture();
    }

    @Override
    public int memory() {
        return settings.memory;
    }

    @Override
    public Map<String, Integer> limits() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("maxInvoicesPerSession", settings.maxInvoicesPerSession);
        limits.put("maxInvoicesPerQuery", settings.maxInvoicesPerQuery);
        limits.put("maxInvoicesPerExport", settings.maxInvoicesPerExport);
        limits.put("maxRunningExports", settings.maxRunningExports);
        return limits;
    }

    @Override
    public void close() {
        background.shutdownNow();
        shelf.close();
        folder.close();
    }
}
