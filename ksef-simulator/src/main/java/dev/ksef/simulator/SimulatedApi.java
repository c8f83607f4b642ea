package dev.ksef.simulator;

import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.auth.AccessRights;
import dev.ksef.simulator.auth.AuthEndpoints;
import dev.ksef.simulator.auth.AuthSessionEndpoints;
import dev.ksef.simulator.auth.AuthenticationRegister;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerTokens;
import dev.ksef.simulator.auth.BlockedContexts;
import dev.ksef.simulator.auth.ContextBlockEndpoints;
import dev.ksef.simulator.auth.Doorkeeper;
import dev.ksef.simulator.auth.IssuedChallenges;
import dev.ksef.simulator.auth.PeppolEndpoint;
import dev.ksef.simulator.auth.PeppolProviders;
import dev.ksef.simulator.auth.SignInStarter;
import dev.ksef.simulator.auth.SignedDocumentJudge;
import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.auth.XadesSignatureEndpoint;
import dev.ksef.simulator.batch.AttachmentConsents;
import dev.ksef.simulator.batch.AttachmentEndpoints;
import dev.ksef.simulator.batch.BatchSessionEndpoints;
import dev.ksef.simulator.batch.PackageProcessing;
import dev.ksef.simulator.batch.PartUploadEndpoint;
import dev.ksef.simulator.certificate.CertificateEndpoints;
import dev.ksef.simulator.certificate.CertificationCentre;
import dev.ksef.simulator.certificate.EnrollmentEndpoints;
import dev.ksef.simulator.certificate.JudgedApplications;
import dev.ksef.simulator.collective.CollectiveEndpoints;
import dev.ksef.simulator.collective.CollectiveIdentifiers;
import dev.ksef.simulator.collective.InvoiceGrouping;
import dev.ksef.simulator.export.DownloadLog;
import dev.ksef.simulator.export.ExportEndpoints;
import dev.ksef.simulator.export.ExportRegister;
import dev.ksef.simulator.export.PartDownloadEndpoint;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.invoice.HighWaterMarks;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.InvoiceEndpoints;
import dev.ksef.simulator.invoice.InvoiceJudge;
import dev.ksef.simulator.limit.LimitEndpoints;
import dev.ksef.simulator.limit.RateLimitEndpoints;
import dev.ksef.simulator.permission.EntityRightQueries;
import dev.ksef.simulator.permission.GrantEndpoints;
import dev.ksef.simulator.permission.PermissionOperations;
import dev.ksef.simulator.permission.PersonRightQueries;
import dev.ksef.simulator.permission.PersonalRightQuery;
import dev.ksef.simulator.permission.RevocationEndpoints;
import dev.ksef.simulator.permission.TestRightEndpoints;
import dev.ksef.simulator.permission.TestSubjectEndpoints;
import dev.ksef.simulator.publickey.PublicKeyEndpoints;
import dev.ksef.simulator.quota.ContextLimits;
import dev.ksef.simulator.quota.GrantedContextLimits;
import dev.ksef.simulator.ratelimit.GrantedRateLimits;
import dev.ksef.simulator.ratelimit.RateLimitJudge;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.session.OnlineSessionEndpoints;
import dev.ksef.simulator.session.SavedSessions;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.session.SessionStatusEndpoints;
import dev.ksef.simulator.session.TechnicalCorrections;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.storage.ByteShelf;
import dev.ksef.simulator.storage.StorageDelays;
import dev.ksef.simulator.storage.StorageFolder;
import dev.ksef.simulator.storage.StorageLinks;
import dev.ksef.simulator.token.TokenEndpoints;
import dev.ksef.simulator.upo.UpoArchive;
import dev.ksef.simulator.upo.UpoEndpoints;
import dev.ksef.simulator.upo.UpoSignature;
import dev.ksef.simulator.upo.UpoWriter;
import dev.ksef.simulator.verification.VerificationEndpoints;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Wires the operations of one simulator with what they work with, subject by subject. */
final class SimulatedApi {

    private final SimulatorBuilder settings;
    private final InstantSource clock;
    private final ReferenceNumbers references;
    private final EncryptionKeys keys;
    private final CertificationCentre certificates;
    private final UpoSignature upoSignature;
    private final UpoArchive upo;
    private final StorageFolder folder;
    private final ByteShelf shelf;
    private final Executor background;

    /** What the saved state has, in the order in which it is restored. */
    private final List<Stateful> stateful = new ArrayList<>();

    private final SessionRegister sessions = new SessionRegister();
    private final AuthenticationRegister authentications = new AuthenticationRegister();
    private final BearerTokens tokens;
    private final Rights rights;
    private final AccessRights access;
    private final BearerGate gate;
    private final InvoiceArchive archive;
    private final InvoiceJudge judge;
    private final StorageLinks links = new StorageLinks();
    private final ExportRegister exports;
    private final DownloadLog downloads = new DownloadLog();
    private final GrantedRateLimits rateLimits;
    private final GrantedContextLimits contextLimits;
    private final RequestRouter router;

    SimulatedApi(
            SimulatorBuilder settings,
            ReferenceNumbers references,
            EncryptionKeys keys,
            CertificationCentre certificates,
            UpoSignature upoSignature,
            Rights rights,
            StorageFolder folder,
            ByteShelf shelf,
            Executor background) {
        this.settings = settings;
        this.clock = settings.clock;
        this.references = references;
        this.keys = keys;
        this.certificates = certificates;
        this.upoSignature = upoSignature;
        this.upo = new UpoArchive(new UpoWriter(upoSignature), references, shelf);
        this.folder = folder;
        this.shelf = shelf;
        this.background = background;
        this.rights = rights;
        this.access = new AccessRights(rights);
        this.tokens = new BearerTokens(clock, access::of, settings.sameTokenWithinASecond);
        this.gate = new BearerGate(tokens, authentications);
        this.archive = new InvoiceArchive(
                new StorageDelays(settings.availabilityDelay, settings.permanentStorageDelay), shelf);
        this.judge = new InvoiceJudge(settings.schemas, archive, rights);
        this.exports = new ExportRegister(settings.maxRunningExports);
        this.rateLimits = new GrantedRateLimits(settings.limits());
        this.contextLimits = new GrantedContextLimits(ContextLimits.usual(settings.maxInvoicesPerSession));
        this.router = new RequestRouter(
                new RateLimitJudge(clock, rateLimits, gate::context),
                new Doorkeeper(gate, OfficialOperations.demanded()));
    }

    /** Makes the operations, and gives the router that leads to them. */
    RequestRouter router(TaxpayerTokens taxpayers, AttachmentConsents consents) {
        stateful.addAll(rights.stateful());
        stateful.addAll(List.of(
                taxpayers,
                consents,
                rateLimits,
                contextLimits,
                certificates,
                certificates.register(),
                upoSignature,
                judge.saved()));
        addSigningIn(taxpayers);
        addSessions(taxpayers, consents);
        addInvoices();
        addCertificatesAndLimits();
        addCollectiveIdentifiers();
        addPermissions();
        new TokenEndpoints(clock, settings.processingDelay, gate, rights, taxpayers).addTo(router);
        return router;
    }

    /** The registers that are saved; complete once the operations are made. */
    List<Stateful> stateful() {
        return List.copyOf(stateful);
    }

    SessionRegister sessions() {
        return sessions;
    }

    InvoiceArchive archive() {
        return archive;
    }

    UpoArchive upo() {
        return upo;
    }

    GrantedRateLimits rateLimits() {
        return rateLimits;
    }

    /** The invoices, for tests to fill and to change. */
    InvoiceRepository invoices() {
        return new InvoiceRepository(archive, judge, references);
    }

    /** What was exported so far. */
    ExportReport exports() {
        return new ExportReport(exports.started(), downloads.downloads(), downloads.ranges());
    }

    private void addSigningIn(TaxpayerTokens taxpayers) {
        IssuedChallenges challenges = new IssuedChallenges(references, clock);
        PeppolProviders peppolProviders = new PeppolProviders();
        BlockedContexts blocked = new BlockedContexts();
        stateful.addAll(List.of(peppolProviders, blocked));
        SignInStarter signIns = new SignInStarter(
                clock,
                settings.authenticationDelay,
                references,
                authentications,
                tokens,
                peppolProviders,
                blocked,
                settings.formerMethodTold());
        SignedDocumentJudge documents = new SignedDocumentJudge(
                clock, challenges, certificates::standing, access, settings.selfSignedCertificates);
        new AuthEndpoints(clock, keys.ring(Usage.KSEF_TOKEN), challenges, taxpayers, signIns, tokens, gate, access)
                .addTo(router);
        new PublicKeyEndpoints(keys.rings()).addTo(router);
        new XadesSignatureEndpoint(documents, signIns).addTo(router);
        new PeppolEndpoint(peppolProviders).addTo(router);
        new ContextBlockEndpoints(blocked).addTo(router);
        new AuthSessionEndpoints(clock, authentications, gate).addTo(router);
    }

    private void addSessions(TaxpayerTokens taxpayers, AttachmentConsents consents) {
        TechnicalCorrections corrections = new TechnicalCorrections();
        stateful.add(new SavedSessions(clock, sessions, corrections, taxpayers, archive, shelf, upo::pagesOf));
        new OnlineSessionEndpoints(
                        clock,
                        settings.processingDelay,
                        contextLimits,
                        references,
                        keys.ring(Usage.SYMMETRIC_KEY),
                        gate,
                        sessions,
                        judge,
                        corrections,
                        upo::pagesOf)
                .addTo(router);
        new BatchSessionEndpoints(
                        clock,
                        settings.processingDelay,
                        references,
                        keys.ring(Usage.SYMMETRIC_KEY),
                        gate,
                        sessions,
                        links,
                        new PackageProcessing(contextLimits, references, judge, consents, corrections, folder),
                        background,
                        upo::pagesOf)
                .addTo(router);
        new PartUploadEndpoint(clock, sessions, links, folder).addTo(router);
        new AttachmentEndpoints(clock, gate, consents).addTo(router);
        new SessionStatusEndpoints(clock, gate, rights, sessions, links, archive).addTo(router);
        new UpoEndpoints(clock, gate, sessions, upo, links).addTo(router);
    }

    private void addInvoices() {
        HighWaterMarks marks = new HighWaterMarks(settings.highWaterMarkLag, archive);
        new InvoiceEndpoints(clock, gate, archive, marks, settings.maxInvoicesPerQuery).addTo(router);
        new ExportEndpoints(
                        clock,
                        references,
                        keys.ring(Usage.SYMMETRIC_KEY),
                        gate,
                        archive,
                        marks,
                        settings.exportTerms(),
                        exports,
                        links,
                        folder)
                .addTo(router);
        new PartDownloadEndpoint(clock, exports, links, downloads).addTo(router);
        new VerificationEndpoints(clock, archive, certificates.register(), settings.qrHosts(), settings.picture())
                .addTo(router);
    }

    private void addCollectiveIdentifiers() {
        CollectiveIdentifiers identifiers = new CollectiveIdentifiers();
        stateful.add(identifiers);
        new CollectiveEndpoints(clock, gate, contextLimits, new InvoiceGrouping(archive), identifiers).addTo(router);
    }

    private void addPermissions() {
        PermissionOperations operations = new PermissionOperations(clock, settings.processingDelay, references);
        new GrantEndpoints(gate, access, rights, operations).addTo(router);
        new PersonalRightQuery(clock, gate, rights, settings.ownerRightShown()).addTo(router);
        new PersonRightQueries(gate, rights).addTo(router);
        new EntityRightQueries(gate, rights).addTo(router);
        new RevocationEndpoints(gate, access, rights, operations).addTo(router);
        new TestSubjectEndpoints(clock, rights).addTo(router);
        new TestRightEndpoints(clock, rights).addTo(router);
    }

    private void addCertificatesAndLimits() {
        JudgedApplications applications = new JudgedApplications(
                clock, settings.processingDelay, references, certificates, settings.certificateQuota);
        stateful.add(applications);
        new EnrollmentEndpoints(clock, gate, applications).addTo(router);
        new CertificateEndpoints(clock, settings.processingDelay, gate, certificates.register()).addTo(router);
        new LimitEndpoints(gate, contextLimits, applications).addTo(router);
        new RateLimitEndpoints(gate, rateLimits).addTo(router);
    }
}
