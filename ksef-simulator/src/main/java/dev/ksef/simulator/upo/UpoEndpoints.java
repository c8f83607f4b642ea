package dev.ksef.simulator.upo;

import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.session.JudgedInvoice;
import dev.ksef.simulator.session.SessionInvoices;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.session.SignedUpoPage;
import dev.ksef.simulator.session.SimulatedSession;
import dev.ksef.simulator.storage.StorageLinks;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.StorageReplies;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Gives UPO documents: with a bearer token from the API, and by signed link from the storage. */
public final class UpoEndpoints {

    private static final String SUFFIX = ".xml";
    private static final int UPO_NOT_FOUND = 21178;

    private final InstantSource clock;
    private final BearerGate gate;
    private final SessionRegister sessions;
    private final UpoArchive archive;
    private final StorageLinks links;

    public UpoEndpoints(
            InstantSource clock, BearerGate gate, SessionRegister sessions, UpoArchive archive, StorageLinks links) {
        this.clock = clock;
        this.gate = gate;
        this.sessions = sessions;
        this.archive = archive;
        this.links = links;
    }

    public void addTo(RequestRouter router) {
        router.add(
                "GET",
                "/v2/sessions/{referenceNumber}/upo/{upoReferenceNumber}",
                RateGroup.SESSION_MISC,
                this::sessionUpo);
        router.add(
                "GET",
                "/v2/sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}/upo",
                RateGroup.SESSION_MISC,
                this::invoiceUpo);
        router.add(
                "GET",
                "/v2/sessions/{referenceNumber}/invoices/ksef/{ksefNumber}/upo",
                RateGroup.SESSION_MISC,
                this::ksefNumberUpo);
        router.addUncounted(
                "GET", "/storage/01/{session}/session-upo/{document}", request -> stored(request, this::page));
        router.addUncounted(
                "GET", "/storage/01/{session}/invoice-upo/{document}", request -> stored(request, this::invoice));
    }

    private HttpReply sessionUpo(HttpRequest request) {
        SimulatedSession session = session(request);
        String upo = request.pathVariable("upoReferenceNumber");
        return page(session, upo)
                .map(UpoEndpoints::document)
                .orElseThrow(() -> upoNotFound("UPO o numerze referencyjnym " + upo + " dla sesji "
                        + session.terms().referenceNumber() + " nie zostało znalezione."));
    }

    private HttpReply invoiceUpo(HttpRequest request) {
        SimulatedSession session = session(request);
        String reference = request.pathVariable("invoiceReferenceNumber");
        return invoice(session, reference)
                .map(UpoEndpoints::document)
                .orElseThrow(() -> upoNotFound("UPO faktury o numerze referencyjnym " + reference
                        + " i numerze referencyjnym sesji " + session.terms().referenceNumber()
                        + " nie zostało znalezione."));
    }

    private HttpReply ksefNumberUpo(HttpRequest request) {
        SimulatedSession session = session(request);
        String number = request.pathVariable("ksefNumber");
        return invoice(session, invoices -> invoices.numbered(number))
                .map(UpoEndpoints::document)
                .orElseThrow(() -> upoNotFound("UPO o numerze KSeF " + number
                        + " i numerze referencyjnym sesji " + session.terms().referenceNumber()
                        + " nie zostało znalezione."));
    }

    private SimulatedSession session(HttpRequest request) {
        return sessions.require(request, gate.enter(request, BearerUse.ACCESS).context());
    }

    /** Finds a document of a session by its name in the storage. */
    @FunctionalInterface
    private interface Shelf {
        Optional<byte[]> find(SimulatedSession session, String name);
    }

    private HttpReply stored(HttpRequest request, Shelf shelf) {
        if (request.header("Authorization").isPresent()) {
            return StorageReplies.error(
                    400, "InvalidAuthenticationInfo", "A signed link must come without Authorization.");
        }
        if (!links.valid(request, clock.instant())) {
            return StorageReplies.forbidden();
        }
        String document = request.pathVariable("document");
        String name = document.substring(0, Math.max(0, document.length() - SUFFIX.length()));
        return sessions.find(request.pathVariable("session").toUpperCase(Locale.ROOT))
                .flatMap(session -> shelf.find(session, name))
                .map(UpoEndpoints::document)
                .orElseGet(() -> StorageReplies.error(404, "BlobNotFound", "The document does not exist."));
    }

    private Optional<byte[]> page(SimulatedSession session, String upoReference) {
        return session.upoPages(clock.instant()).stream()
                .filter(page -> page.referenceNumber().equals(upoReference))
                .map(SignedUpoPage::document)
                .findFirst();
    }

    private Optional<byte[]> invoice(SimulatedSession session, String invoiceReference) {
        return invoice(session, invoices -> invoices.find(invoiceReference));
    }

    private Optional<byte[]> invoice(
            SimulatedSession session, Function<SessionInvoices, Optional<JudgedInvoice>> wanted) {
        Instant now = clock.instant();
        return wanted.apply(session.invoices(now))
                .filter(invoice -> invoice.accepted(now) != null)
                .map(invoice -> archive.ofInvoice(session.terms(), invoice));
    }

    private static BadRequest upoNotFound(String detail) {
        return BadRequest.of(UPO_NOT_FOUND, "Nie znaleziono UPO dla podanych kryteriów.", detail);
    }

    private static HttpReply document(byte[] upo) {
        return HttpReply.xml(200, upo).with("x-ms-meta-hash", Sha256Digests.base64(upo));
    }
}
