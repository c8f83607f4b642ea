package dev.ksef.simulator.batch;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.batch.PackageProcessing.ClosedPackage;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.invoice.InvoiceStructure;
import dev.ksef.simulator.publickey.PublishedKeyRing;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.session.SessionOpening;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.session.SessionTerms;
import dev.ksef.simulator.session.SignedUpoPage;
import dev.ksef.simulator.session.SimulatedSession;
import dev.ksef.simulator.storage.StorageLinks;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The operations of batch sessions: open and close. */
public final class BatchSessionEndpoints {

    /**
     * A package up to this size, some hundred invoices, is processed before its closing is answered: whoever sets the
     * clock then finds it processed. A client must not have to wait for a larger one.
     */
    private static final long LARGEST_PROCESSED_AT_ONCE = 500_000;

    private final InstantSource clock;
    private final Duration processingDelay;
    private final ReferenceNumbers references;
    private final PublishedKeyRing keys;
    private final BearerGate gate;
    private final SessionRegister sessions;
    private final StorageLinks links;
    private final PackageProcessing processing;
    private final Executor background;
    private final Function<SimulatedSession, List<SignedUpoPage>> upo;

    /**
     * Makes the operations.
     *
     * @param background processes large packages
     */
    public BatchSessionEndpoints(
            InstantSource clock,
            Duration processingDelay,
            ReferenceNumbers references,
            PublishedKeyRing keys,
            BearerGate gate,
            SessionRegister sessions,
            StorageLinks links,
            PackageProcessing processing,
            Executor background,
            Function<SimulatedSession, List<SignedUpoPage>> upo) {
        this.clock = clock;
        this.processingDelay = processingDelay;
        this.references = references;
        this.keys = keys;
        this.gate = gate;
        this.sessions = sessions;
        this.links = links;
        this.processing = processing;
        this.background = background;
        this.upo = upo;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/sessions/batch", RateGroup.BATCH_SESSION, this::open);
        router.add("POST", "/v2/sessions/batch/{referenceNumber}/close", RateGroup.BATCH_SESSION_CLOSE, this::close);
    }

    private HttpReply open(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        JsonBody body = JsonBody.of(request);
        SessionOpening opening = SessionOpening.of(body);
        BatchDeclaration declared = BatchDeclaration.of(body);
        body.check();
        InvoiceStructure form = opening.form();
        declared.requireParts();
        SymmetricKey key = opening.key(keys).orElse(null);
        SessionTerms terms = new SessionTerms(
                sessions.nextPosition(),
                references.next(ReferenceNumbers.Kind.BATCH_SESSION),
                caller.context(),
                caller.attempt().proof(),
                caller.attempt().proof().identifiers(),
                form,
                clock.instant(),
                processingDelay);
        sessions.add(new SimulatedBatchSession(terms, declared, key, upo));
        ObjectNode answer = JsonTrees.object().put("referenceNumber", terms.referenceNumber());
        ArrayNode uploads = answer.putArray("partUploadRequests");
        declared.parts().forEach(part -> uploads.add(upload(request, terms, declared, part)));
        return HttpReply.json(201, answer);
    }

    private ObjectNode upload(HttpRequest request, SessionTerms terms, BatchDeclaration declared, DeclaredPart part) {
        Instant end = terms.openedAt().plus(declared.uploadWindow());
        ObjectNode upload = JsonTrees.object()
                .put("ordinalNumber", part.ordinalNumber())
                .put("method", PartUploadEndpoint.METHOD)
                .put(
                        "url",
                        links.signUpload(
                                        request.origin(),
                                        terms.referenceNumber(),
                                        part.ordinalNumber(),
                                        end,
                                        terms.openedAt())
                                .url());
        upload.putObject("headers").put(PartUploadEndpoint.BLOB_TYPE, PartUploadEndpoint.BLOCK_BLOB);
        return upload;
    }

    private HttpReply close(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        SimulatedBatchSession session = sessions.require(request, caller.context(), SimulatedBatchSession.class);
        ClosedPackage closed =
                session.close(clock.instant(), PlannedTrouble.of(request).orElse(null));
        Runnable work = () -> session.processed(processing.process(closed));
        if (closed.declared().size() <= LARGEST_PROCESSED_AT_ONCE) {
            work.run();
        } else {
            background.execute(work);
        }
        return HttpReply.empty(204);
    }
}
