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
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The operations of interactive sessions: open, send, close. */
public final class OnlineSessionEndpoints {

    private static final int KEY_ID_LENGTH = 44;

    private final AtomicLong positions = new AtomicLong();
    private final TechnicalCorrections corrections = new TechnicalCorrections();
    private final InstantSource clock;
    private final Duration processingDelay;
    private final int maxInvoices;
    private final ReferenceNumbers references;
    private final PublishedKeyRing keys;
    private final BearerGate gate;
    private final SessionRegister sessions;
    private final InvoiceJudge judge;
    private final Function<SimulatedOnlineSession, List<SignedUpoPage>> upo;

    public OnlineSessionEndpoints(
            InstantSource clock,
            Duration processingDelay,
            int maxInvoices,
            ReferenceNumbers references,
            PublishedKeyRing keys,
            BearerGate gate,
            SessionRegister sessions,
            InvoiceJudge judge,
            Function<SimulatedOnlineSession, List<SignedUpoPage>> upo) {
        this.clock = clock;
        this.processingDelay = processingDelay;
        this.maxInvoices = maxInvoices;
        this.references = references;
        this.keys = keys;
        this.gate = gate;
        this.sessions = sessions;
        this.judge = judge;
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
        JsonBody formCode = body.object("formCode");
        String systemCode = formCode.text("systemCode");
        String schemaVersion = formCode.text("schemaVersion");
        String value = formCode.text("value");
        JsonBody encryption = body.object("encryption");
        byte[] wrappedKey = encryption.base64("encryptedSymmetricKey");
        byte[] iv = encryption.base64("initializationVector");
        String keyId = encryption.optionalText("publicKeyId", KEY_ID_LENGTH);
        body.check();
        InvoiceStructure form = InvoiceStructure.find(systemCode, schemaVersion, value)
                .orElseThrow(() -> BadRequest.invalidInput("Wskazany kod formularza nie jest wspierany."));
        SymmetricKey key = keys.named(keyId)
                .unwrap(wrappedKey)
                .flatMap(plain -> SymmetricKey.of(plain, iv))
                .orElse(null);
        SessionTerms terms = terms(caller, form);
        sessions.add(new SimulatedOnlineSession(terms, key, upo));
        ObjectNode answer = JsonTrees.object()
                .put("referenceNumber", terms.referenceNumber())
                .put("validUntil", KsefTimestamps.json(terms.validUntil()));
        return HttpReply.json(201, answer);
    }

    private SessionTerms terms(AuthenticationOperation caller, InvoiceStructure form) {
        return new SessionTerms(
                positions.incrementAndGet(),
                references.next(ReferenceNumbers.Kind.ONLINE_SESSION),
                caller.context(),
                caller.attempt().proof(),
                form,
                clock.instant(),
                processingDelay);
    }

    private HttpReply send(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        SimulatedOnlineSession session = sessions.require(request, caller.context());
        InvoiceSubmission submission = InvoiceSubmission.of(JsonBody.of(request));
        Instant now = clock.instant();
        if (submission.hashOfCorrectedInvoice() != null) {
            corrections.require(caller.context(), submission.hashOfCorrectedInvoice(), now);
        }
        JudgedInvoice invoice = session.send(
                references.next(ReferenceNumbers.Kind.INVOICE),
                submission,
                now,
                maxInvoices,
                key -> judge.judge(session.terms().ofInvoices(), key, submission, now));
        corrections.note(caller.context(), submission, invoice);
        return HttpReply.json(202, JsonTrees.object().put("referenceNumber", invoice.referenceNumber()));
    }

    private HttpReply close(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        sessions.require(request, caller.context()).close(clock.instant());
        return HttpReply.empty(204);
    }
}
