package dev.ksef.simulator;

import dev.ksef.simulator.EncryptionKeys.Usage;
import java.time.InstantSource;

/** The operations of one simulator, each wired to what it works with. */
record Api(
        SimulatorBuilder settings,
        ReferenceNumbers references,
        Taxpayers taxpayers,
        Rights rights,
        EncryptionKeys keys,
        UpoSignature upoSignature,
        CertificationCentre certificates) {

    Router router() {
        InstantSource clock = settings.clock;
        Authentications authentications = new Authentications();
        BearerTokens tokens = new BearerTokens(clock);
        Gate gate = new Gate(tokens, authentications);
        Sessions sessions = new Sessions();
        StorageLinks links = new StorageLinks();
        UpoArchive upo = new UpoArchive(new UpoWriter(upoSignature), references);
        InvoiceArchive archive = new InvoiceArchive(settings.availabilityDelay);
        RateLimits rateLimits = new RateLimits(settings.limits());
        Router router = new Router(new Turnstile(clock, rateLimits, gate::context));
        new RateLimitEndpoints(gate, rateLimits).addTo(router);
        Challenges challenges = new Challenges(references, clock);
        SignIns signIns = new SignIns(clock, settings.authenticationDelay, references, authentications, tokens);
        new AuthEndpoints(clock, keys.ring(Usage.KSEF_TOKEN), challenges, taxpayers, signIns, tokens, gate)
                .addTo(router);
        new PublicKeyEndpoints(keys.rings()).addTo(router);
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
                        keys.ring(Usage.SYMMETRIC_KEY),
                        gate,
                        sessions,
                        new InvoiceJudge(settings.schemas, archive),
                        upo::pagesOf)
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
}
