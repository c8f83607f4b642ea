package dev.ksef.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Interactive sessions: open, send, close. */
final class OnlineSessionEndpoints {

    private static final int KEY_ID_LENGTH = 44;

    private final AtomicLong positions = new AtomicLong();
    private final TechnicalCorrections corrections = new TechnicalCorrections();
    private final InstantSource clock;
    private final Duration processingDelay;
    private final int maxInvoices;
    private final ReferenceNumbers references;
    private final KeyRing keys;
    private final Gate gate;
    private final Sessions sessions;
    private final InvoiceJudge judge;
    private final Function<OnlineSession, List<UpoPage>> upo;

    OnlineSessionEndpoints(
            InstantSource clock,
            Duration processingDelay,
            int maxInvoices,
            ReferenceNumbers references,
            KeyRing keys,
            Gate gate,
            Sessions sessions,
            InvoiceJudge judge,
            Function<OnlineSession, List<UpoPage>> upo) {
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

    void addTo(Router router) {
        router.add("POST", "/v2/sessions/online", RateGroup.ONLINE_SESSION, this::open);
        router.add("POST", "/v2/sessions/online/{referenceNumber}/invoices", RateGroup.INVOICE_SEND, this::send);
        router.add("POST", "/v2/sessions/online/{referenceNumber}/close", RateGroup.ONLINE_SESSION_CLOSE, this::close);
    }

    private Reply open(Request request) {
        Authentication caller = gate.enter(request, BearerKind.ACCESS);
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
        Form form = Form.find(systemCode, schemaVersion, value)
                .orElseThrow(() -> BadRequest.invalidInput("Wskazany kod formularza nie jest wspierany."));
        ContentKey key = keys.named(keyId)
                .unwrap(wrappedKey)
                .flatMap(plain -> ContentKey.of(plain, iv))
                .orElse(null);
        SessionTerms terms = terms(caller, form);
        sessions.add(new OnlineSession(terms, key, upo));
        ObjectNode answer = Json.object()
                .put("referenceNumber", terms.referenceNumber())
                .put("validUntil", Timestamps.json(terms.validUntil()));
        return Reply.json(201, answer);
    }

    private SessionTerms terms(Authentication caller, Form form) {
        return new SessionTerms(
                positions.incrementAndGet(),
                references.next(ReferenceNumbers.Kind.ONLINE_SESSION),
                caller.context(),
                caller.attempt().proof(),
                form,
                clock.instant(),
                processingDelay);
    }

    private Reply send(Request request) {
        Authentication caller = gate.enter(request, BearerKind.ACCESS);
        OnlineSession session = sessions.require(request, caller.context());
        Submission submission = Submission.of(JsonBody.of(request));
        Instant now = clock.instant();
        if (submission.hashOfCorrectedInvoice() != null) {
            corrections.require(caller.context(), submission.hashOfCorrectedInvoice(), now);
        }
        SentInvoice invoice = session.send(
                references.next(ReferenceNumbers.Kind.INVOICE),
                submission,
                now,
                maxInvoices,
                key -> judge.judge(session.terms().ofInvoices(), key, submission, now));
        corrections.note(caller.context(), submission, invoice);
        return Reply.json(202, Json.object().put("referenceNumber", invoice.referenceNumber()));
    }

    private Reply close(Request request) {
        Authentication caller = gate.enter(request, BearerKind.ACCESS);
        sessions.require(request, caller.context()).close(clock.instant());
        return Reply.empty(204);
    }
}
