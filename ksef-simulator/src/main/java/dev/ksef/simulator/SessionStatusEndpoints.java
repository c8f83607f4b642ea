package dev.ksef.simulator;

import dev.ksef.simulator.StorageLinks.Link;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of sessions and their invoices. */
final class SessionStatusEndpoints {

    private static final int LARGEST_PAGE = 1000;

    private final InstantSource clock;
    private final Gate gate;
    private final Sessions sessions;
    private final StorageLinks links;
    private final InvoiceArchive archive;

    SessionStatusEndpoints(
            InstantSource clock, Gate gate, Sessions sessions, StorageLinks links, InvoiceArchive archive) {
        this.clock = clock;
        this.gate = gate;
        this.sessions = sessions;
        this.links = links;
        this.archive = archive;
    }

    void addTo(Router router) {
        router.add("GET", "/v2/sessions", RateGroup.SESSION_LIST, this::list);
        router.add("GET", "/v2/sessions/{referenceNumber}", RateGroup.SESSION_MISC, this::status);
        router.add(
                "GET",
                "/v2/sessions/{referenceNumber}/invoices",
                RateGroup.SESSION_INVOICE_LIST,
                request -> invoices(request, "invoices", all -> true));
        router.add("GET", "/v2/sessions/{referenceNumber}/invoices/failed", RateGroup.SESSION_INVOICE_LIST, request -> {
            Instant now = clock.instant();
            return invoices(
                    request, "invoices/failed", invoice -> invoice.status(now).failure());
        });
        router.add(
                "GET",
                "/v2/sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}",
                RateGroup.INVOICE_STATUS,
                this::invoice);
    }

    private Reply list(Request request) {
        Authentication caller = gate.enter(request, BearerKind.ACCESS);
        SessionFilter filter = SessionFilter.of(request);
        Continuation continuation = Continuation.of(request, "sessions", LARGEST_PAGE);
        Instant now = clock.instant();
        List<OnlineSession> found = sessions.of(caller.context()).stream()
                .filter(session -> filter.accepts(session, now))
                .toList();
        return Reply.json(
                200,
                continuation.descending(
                        "sessions", found, session -> session.terms().position(), session -> summary(session, now)));
    }

    private static ObjectNode summary(OnlineSession session, Instant now) {
        ObjectNode json = Json.object().put("referenceNumber", session.terms().referenceNumber());
        common(session, now, json);
        Counts counts = Counts.of(session, now);
        return json.put("totalInvoiceCount", counts.all())
                .put("successfulInvoiceCount", counts.successful())
                .put("failedInvoiceCount", counts.failed());
    }

    private static void common(OnlineSession session, Instant now, ObjectNode json) {
        json.set("status", session.status(now).json());
        json.put("dateCreated", Timestamps.json(session.terms().openedAt()))
                .put("dateUpdated", Timestamps.json(session.updatedAt(now)))
                .put("validUntil", Timestamps.json(session.terms().validUntil()));
    }

    private record Counts(int all, long successful, long failed) {

        static Counts of(OnlineSession session, Instant now) {
            List<Status> statuses = session.invoices().stream()
                    .map(invoice -> invoice.status(now))
                    .toList();
            return new Counts(
                    statuses.size(),
                    statuses.stream().filter(Status::success).count(),
                    statuses.stream().filter(Status::failure).count());
        }
    }

    private Reply status(Request request) {
        OnlineSession session = session(request);
        Instant now = clock.instant();
        ObjectNode json = Json.object();
        common(session, now, json);
        Counts counts = Counts.of(session, now);
        json.put("invoiceCount", counts.all())
                .put("successfulInvoiceCount", counts.successful())
                .put("failedInvoiceCount", counts.failed());
        List<UpoPage> pages = session.upoPages(now);
        if (!pages.isEmpty()) {
            ArrayNode list = json.putObject("upo").putArray("pages");
            pages.forEach(page -> list.add(page(request, session, page, now)));
        }
        return Reply.json(200, json);
    }

    private ObjectNode page(Request request, OnlineSession session, UpoPage page, Instant now) {
        Link link = links.sign(
                request.origin(),
                StorageLinks.SESSION_UPO,
                session.terms().referenceNumber(),
                page.referenceNumber(),
                now);
        return Json.object()
                .put("referenceNumber", page.referenceNumber())
                .put("downloadUrl", link.url())
                .put("downloadUrlExpirationDate", Timestamps.json(link.expiresAt()));
    }

    private Reply invoices(Request request, String list, Predicate<SentInvoice> wanted) {
        OnlineSession session = session(request);
        Continuation continuation = Continuation.of(request, list, LARGEST_PAGE);
        Instant now = clock.instant();
        List<SentInvoice> found = session.invoices().stream().filter(wanted).toList();
        return Reply.json(
                200,
                continuation.ascending(
                        "invoices",
                        found,
                        SentInvoice::ordinalNumber,
                        invoice -> invoice(request, session, invoice, now)));
    }

    private Reply invoice(Request request) {
        OnlineSession session = session(request);
        String reference = request.pathVariable("invoiceReferenceNumber");
        SentInvoice invoice = session.invoice(reference)
                .orElseThrow(() -> BadRequest.invalidInput(
                        "Faktura o numerze referencyjnym " + reference + " nie została odnaleziona w sesji."));
        return Reply.json(200, invoice(request, session, invoice, clock.instant()));
    }

    private ObjectNode invoice(Request request, OnlineSession session, SentInvoice invoice, Instant now) {
        ObjectNode json = invoice.json(now);
        AcceptedInvoice accepted = invoice.accepted(now);
        if (accepted != null) {
            archive.find(accepted.ksefNumber())
                    .filter(stored -> stored.available(now))
                    .ifPresent(
                            stored -> json.put("permanentStorageDate", Timestamps.json(stored.permanentStorageDate())));
            Link link = links.sign(
                    request.origin(),
                    StorageLinks.INVOICE_UPO,
                    session.terms().referenceNumber(),
                    invoice.referenceNumber(),
                    now);
            json.put("upoDownloadUrl", link.url())
                    .put("upoDownloadUrlExpirationDate", Timestamps.json(link.expiresAt()));
        }
        return json;
    }

    private OnlineSession session(Request request) {
        return sessions.require(request, gate.enter(request, BearerKind.ACCESS).context());
    }
}
