package dev.ksef.simulator.session;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.invoice.InvoiceJudge;
import dev.ksef.simulator.invoice.InvoiceStructure;
import dev.ksef.simulator.invoice.InvoiceSubmission;
import dev.ksef.simulator.publickey.PublishedKeyRing;
import dev.ksef.simulator.quota.GrantedContextLimits;
import dev.ksef.simulator.quota.SessionLimits;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The operations of interactive sessions: open, send, close. */
public final class OnlineSessionEndpoints {

    private final InstantSource clock;
    private final Duration processingDelay;
    private final GrantedContextLimits limits;
    private final ReferenceNumbers references;
    private final PublishedKeyRing keys;
    private final BearerGate gate;
    private final SessionRegister sessions;
    private final InvoiceJudge judge;
    private final TechnicalCorrections corrections;
    private final Function<SimulatedSession, List<SignedUpoPage>> upo;

    public OnlineSessionEndpoints(
            InstantSource clock,
            Duration processingDelay,
            GrantedContextLimits limits,
            ReferenceNumbers references,
            PublishedKeyRing keys,
            BearerGate gate,
            SessionRegister sessions,
            InvoiceJudge judge,
            TechnicalCorrections corrections,
            Function<SimulatedSession, List<SignedUpoPage>> upo) {
        this.clock = clock;
        this.processingDelay = processingDelay;
        this.limits = limits;
        this.references = references;
        this.keys = keys;
        this.gate = gate;
        this.sessions = sessions;
        this.judge = judge;
        this.corrections = corrections;
        this.upo = upo;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/sessions/online", RateGroup.ONLINE_SESSION, this::open);
        router.add("POST", "/v2/sessions/online/{referenceNumber}/invoices", RateGroup.INVOICE_SEND, this::send);
        router.add("POST", "/v2/sessions/online/{referenceNumber}/close", RateGroup.ONLINE_SESSION_CLOSE, this::close);
    }

    private HttpReply open(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        JsonBody body = JsonBody.of(request);
        SessionOpening opening = SessionOpening.of(body);
        body.check();
        InvoiceStructure form = opening.form();
        SymmetricKey key = opening.key(keys).orElse(null);
        SessionTerms terms = terms(caller, form);
        sessions.add(new SimulatedOnlineSession(terms, key, upo));
        ObjectNode answer = JsonTrees.object()
                .put("referenceNumber", terms.referenceNumber())
                .put("validUntil", KsefTimestamps.json(terms.validUntil()));
        return HttpReply.json(201, answer);
    }

    private SessionTerms terms(AuthenticationOperation caller, InvoiceStructure form) {
        return new SessionTerms(
                sessions.nextPosition(),
                references.next(ReferenceNumbers.Kind.ONLINE_SESSION),
                caller.context(),
                caller.attempt().proof(),
                caller.attempt().proof().identifiers(),
                form,
                clock.instant(),
                processingDelay);
    }

    private HttpReply send(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        SimulatedOnlineSession session = session(request, caller);
        InvoiceSubmission submission = InvoiceSubmission.of(JsonBody.of(request));
        SessionLimits online = limits.of(caller.context()).online();
        Instant now = clock.instant();
        if (submission.hashOfCorrectedInvoice() != null) {
            corrections.require(caller.context(), submission.hashOfCorrectedInvoice(), now);
        }
        JudgedInvoice invoice = session.send(
                references.nextOfInvoice(),
                submission,
                now,
                online.invoices(),
                key -> judge.judge(session.terms().ofInvoices(online), key, submission, now));
        corrections.note(caller.context(), invoice, submission.hashOfCorrectedInvoice());
        return HttpReply.json(202, JsonTrees.object().put("referenceNumber", invoice.referenceNumber()));
    }

    private HttpReply close(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        session(request, caller).close(clock.instant());
        return HttpReply.empty(204);
    }

    private SimulatedOnlineSession session(HttpRequest request, AuthenticationOperation caller) {
        return sessions.require(request, caller.context(), SimulatedOnlineSession.class);
    }
}
