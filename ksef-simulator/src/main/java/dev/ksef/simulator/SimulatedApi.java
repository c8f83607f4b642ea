package dev.ksef.simulator;

import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.auth.AccessRights;
import dev.ksef.simulator.auth.AuthEndpoints;
import dev.ksef.simulator.auth.AuthSessionEndpoints;
import dev.ksef.simulator.auth.AuthenticationRegister;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerTokens;
import dev.ksef.simulator.auth.IssuedChallenges;
import dev.ksef.simulator.auth.SignInStarter;
import dev.ksef.simulator.auth.SignedDocumentJudge;
import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.auth.XadesSignatureEndpoint;
import dev.ksef.simulator.certificate.CertificateApplications;
import dev.ksef.simulator.certificate.CertificateEndpoints;
import dev.ksef.simulator.certificate.CertificationCentre;
import dev.ksef.simulator.certificate.EnrollmentEndpoints;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.invoice.HighWaterMarks;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.InvoiceEndpoints;
import dev.ksef.simulator.invoice.InvoiceJudge;
import dev.ksef.simulator.limit.LimitEndpoints;
import dev.ksef.simulator.limit.RateLimitEndpoints;
import dev.ksef.simulator.publickey.PublicKeyEndpoints;
import dev.ksef.simulator.ratelimit.GrantedRateLimits;
import dev.ksef.simulator.ratelimit.RateLimitGate;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.session.OnlineSessionEndpoints;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.session.SessionStatusEndpoints;
import dev.ksef.simulator.storage.StorageLinks;
import dev.ksef.simulator.upo.UpoArchive;
import dev.ksef.simulator.upo.UpoEndpoints;
import dev.ksef.simulator.upo.UpoSignature;
import dev.ksef.simulator.upo.UpoWriter;
import dev.ksef.simulator.verification.VerificationEndpoints;
import java.time.InstantSource;

/** The operations of one simulator, each wired to what it works with. */
record SimulatedApi(
        SimulatorBuilder settings,
        ReferenceNumbers references,
        TaxpayerTokens taxpayers,
        AccessRights rights,
        EncryptionKeys keys,
        UpoSignature upoSignature,
        CertificationCentre certificates) {

    RequestRouter router() {
        InstantSource clock = settings.clock;
        AuthenticationRegister authentications = new AuthenticationRegister();
        BearerTokens tokens = new BearerTokens(clock);
        BearerGate gate = new BearerGate(tokens, authentications);
        SessionRegister sessions = new SessionRegister();
        StorageLinks links = new StorageLinks();
        UpoArchive upo = new UpoArchive(new UpoWriter(upoSignature), references);
        InvoiceArchive archive = new InvoiceArchive(settings.availabilityDelay);
        GrantedRateLimits rateLimits = new GrantedRateLimits(settings.limits());
        RequestRouter router = new RequestRouter(new RateLimitGate(clock, rateLimits, gate::context));
        new RateLimitEndpoints(gate, rateLimits).addTo(router);
        IssuedChallenges challenges = new IssuedChallenges(references, clock);
        SignInStarter signIns =
                new SignInStarter(clock, settings.authenticationDelay, references, authentications, tokens);
        new AuthEndpoints(clock, keys.ring(Usage.KSEF_TOKEN), challenges, taxpayers, signIns, tokens, gate)
                .addTo(router);
        new PublicKeyEndpoints(keys.rings()).addTo(router);
        new XadesSignatureEndpoint(
                        new SignedDocumentJudge(
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
        CertificateApplications enrollments = new CertificateApplications(
                clock, settings.processingDelay, references, certificates, settings.certificateQuota);
        new EnrollmentEndpoints(clock, gate, enrollments).addTo(router);
        new LimitEndpoints(gate, settings.maxInvoicesPerSession, enrollments).addTo(router);
        new CertificateEndpoints(clock, settings.processingDelay, gate, certificates.register()).addTo(router);
        new VerificationEndpoints(clock, archive, certificates.register(), settings.qrHost).addTo(router);
        return router;
    }
}
