package dev.ksef.simulator.session;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.TakenInvoice;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.storage.StorageLinks;
import dev.ksef.simulator.storage.StorageLinks.Link;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ContinuationPaging;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists sessions, and tells the status of sessions and their invoices. Whoever sees all of a context lists all sessions, others
 * their own.
 */
public final class SessionStatusEndpoints {

    private static final int LARGEST_PAGE = 1000;
    private static final Set<Permission> SEES_ALL = Set.of(Permission.INTROSPECTION, Permission.ENFORCEMENT_OPERATIONS);

    private final InstantSource clock;
    private final BearerGate gate;
    private final Rights rights;
    private final SessionRegister sessions;
    private final StorageLinks links;
    private final InvoiceArchive archive;

    public SessionStatusEndpoints(
            InstantSource clock,
            BearerGate gate,
            Rights rights,
            SessionRegister sessions,
            StorageLinks links,
            InvoiceArchive archive) {
        this.clock = clock;
        this.gate = gate;
        this.rights = rights;
        this.sessions = sessions;
        this.links = links;
        this.archive = archive;
    }

    public void addTo(RequestRouter router) {
        router.add("GET", "/v2/sessions", RateGroup.SESSION_LIST, this::list);
        router.add("GET", "/v2/sessions/{referenceNumber}", RateGroup.SESSION_MISC, this::status);
        router.add(
                "GET",
                "/v2/sessions/{referenceNumber}/invoices",
                RateGroup.SESSION_INVOICE_LIST,
                request -> invoices(request, "invoices", (invoices, after, most, now) -> invoices.after(after, most)));
        router.add(
                "GET",
                "/v2/sessions/{referenceNumber}/invoices/failed",
                RateGroup.SESSION_INVOICE_LIST,
                request -> invoices(request, "invoices/failed", SessionInvoices::failedAfter));
        router.add(
                "GET",
                "/v2/sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}",
                RateGroup.INVOICE_STATUS,
                this::invoice);
    }

    private HttpReply list(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        SessionListConditions filter = SessionListConditions.of(request);
        ContinuationPaging continuation = ContinuationPaging.of(request, "sessions", LARGEST_PAGE);
        Instant now = clock.instant();
        boolean seesAll = !Collections.disjoint(gate.rights(request), SEES_ALL);
        Stream<SimulatedSession> found = sessions.newestFirst(caller.context(), continuation.before())
                .filter(session -> (seesAll || opened(caller, session)) && filter.accepts(session, now));
        return HttpReply.json(
                200,
                continuation.page(
                        "sessions", found, session -> session.terms().position(), session -> summary(session, now)));
    }

    private boolean opened(AuthenticationOperation caller, SimulatedSession session) {
        return rights.samePerson(
                caller.attempt().proof().identifiers(), session.terms().author());
    }

    private static ObjectNode summary(SimulatedSession session, Instant now) {
        ObjectNode json =
                JsonTrees.object().put("referenceNumber", session.terms().referenceNumber());
        common(session, now, json);
        SessionInvoices.Counts counts = session.invoices(now).counts(now);
        return json.put("totalInvoiceCount", counts.all())
                .put("successfulInvoiceCount", counts.successful())
                .put("failedInvoiceCount", counts.failed());
    }

    private static void common(SimulatedSession session, Instant now, ObjectNode json) {
        json.set("status", session.status(now).json());
        json.put("dateCreated", KsefTimestamps.json(session.terms().openedAt()))
                .put("dateUpdated", KsefTimestamps.json(session.updatedAt(now)))
                .put("validUntil", KsefTimestamps.json(session.terms().validUntil()));
    }

    private HttpReply status(HttpRequest request) {
        SimulatedSession session = session(request);
        Instant now = clock.instant();
        ObjectNode json = JsonTrees.object();
        common(session, now, json);
        SessionInvoices.Counts counts = session.invoices(now).counts(now);
        putCounter(json, session, "invoiceCount", counts.all());
        putCounter(json, session, "successfulInvoiceCount", counts.successful());
        putCounter(json, session, "failedInvoiceCount", counts.failed());
        List<SignedUpoPage> pages = session.upoPages(now);
        if (!pages.isEmpty()) {
            ArrayNode list = json.putObject("upo").putArray("pages");
            pages.forEach(page -> list.add(page(request, session, page, now)));
        }
        return HttpReply.json(200, json);
    }

    /** KSeF leaves the counters of an online session out as long as they are zero; those of a batch it shows. */
    private static void putCounter(ObjectNode json, SimulatedSession session, String counter, long count) {
        if (count > 0 || !session.online()) {
            json.put(counter, count);
        }
    }

    private ObjectNode page(HttpRequest request, SimulatedSession session, SignedUpoPage page, Instant now) {
        Link link = links.sign(
                request.origin(),
                StorageLinks.SESSION_UPO,
                session.terms().referenceNumber(),
                page.referenceNumber(),
                now);
        return JsonTrees.object()
                .put("referenceNumber", page.referenceNumber())
                .put("downloadUrl", link.url())
                .put("downloadUrlExpirationDate", KsefTimestamps.json(link.expiresAt()));
    }

    /** Finds the invoices behind an ordinal number. */
    @FunctionalInterface
    private interface Finder {
        List<JudgedInvoice> after(SessionInvoices invoices, long ordinalNumber, int most, Instant now);
    }

    private HttpReply invoices(HttpRequest request, String list, Finder finder) {
        SimulatedSession session = session(request);
        ContinuationPaging continuation = ContinuationPaging.of(request, list, LARGEST_PAGE);
        Instant now = clock.instant();
        List<JudgedInvoice> found =
                finder.after(session.invoices(now), continuation.after(), continuation.pageSize() + 1, now);
        return HttpReply.json(
                200,
                continuation.page(
                        "invoices",
                        found.stream(),
                        JudgedInvoice::ordinalNumber,
                        invoice -> invoice(request, session, invoice, now)));
    }

    private HttpReply invoice(HttpRequest request) {
        SimulatedSession session = session(request);
        String reference = request.pathVariable("invoiceReferenceNumber");
        Instant now = clock.instant();
        JudgedInvoice invoice = session.invoices(now)
                .find(reference)
                .orElseThrow(() -> BadRequest.invalidInput(
                        "Faktura o numerze referencyjnym " + reference + " nie została odnaleziona w sesji."));
        return HttpReply.json(200, invoice(request, session, invoice, now));
    }

    private ObjectNode invoice(HttpRequest request, SimulatedSession session, JudgedInvoice invoice, Instant now) {
        ObjectNode json = invoice.json(now);
        TakenInvoice accepted = invoice.accepted(now);
        if (accepted != null) {
            archive.find(accepted.ksefNumber().toString())
                    .filter(stored -> stored.available(now))
                    .flatMap(stored -> stored.permanentStorageDate(now))
                    .ifPresent(date -> json.put("permanentStorageDate", KsefTimestamps.json(date)));
            Link link = links.sign(
                    request.origin(),
                    StorageLinks.INVOICE_UPO,
                    session.terms().referenceNumber(),
                    invoice.referenceNumber(),
                    now);
            json.put("upoDownloadUrl", link.url())
                    .put("upoDownloadUrlExpirationDate", KsefTimestamps.json(link.expiresAt()));
        }
        return json;
    }

    private SimulatedSession session(HttpRequest request) {
        return sessions.require(request, gate.enter(request, BearerUse.ACCESS).context());
    }
}
