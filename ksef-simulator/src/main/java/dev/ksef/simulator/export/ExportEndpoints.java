package dev.ksef.simulator.export;

import dev.ksef.simulator.auth.AuthenticationOperation;
import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.invoice.HighWaterMarks;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.publickey.PublishedKeyRing;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.storage.StorageFolder;
import dev.ksef.simulator.storage.StorageLinks;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.UnservableRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The operations of exports: begin one, and ask for its status. */
public final class ExportEndpoints {

    private final InstantSource clock;
    private final ReferenceNumbers references;
    private final PublishedKeyRing keys;
    private final BearerGate gate;
    private final InvoiceArchive archive;
    private final HighWaterMarks marks;
    private final ExportTerms terms;
    private final ExportRegister exports;
    private final StorageLinks links;
    private final StorageFolder folder;

    public ExportEndpoints(
            InstantSource clock,
            ReferenceNumbers references,
            PublishedKeyRing keys,
            BearerGate gate,
            InvoiceArchive archive,
            HighWaterMarks marks,
            ExportTerms terms,
            ExportRegister exports,
            StorageLinks links,
            StorageFolder folder) {
        this.clock = clock;
        this.references = references;
        this.keys = keys;
        this.gate = gate;
        this.archive = archive;
        this.marks = marks;
        this.terms = terms;
        this.exports = exports;
        this.links = links;
        this.folder = folder;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/invoices/exports", RateGroup.INVOICE_EXPORT, this::begin);
        router.add("GET", "/v2/invoices/exports/{referenceNumber}", RateGroup.INVOICE_EXPORT_STATUS, this::status);
    }

    private HttpReply begin(HttpRequest request) {
        AuthenticationOperation caller = gate.enter(request, BearerUse.ACCESS);
        LoginContext context = caller.context();
        Instant now = clock.instant();
        ExportOrder order = ExportOrder.of(JsonBody.of(request), context, now);
        Optional<SymmetricKey> key = order.encryption().key(keys);
        if (!order.possibleFor(context)) {
            throw ExportRefusals.impossibleSubject(order.filters().subjectType(), context.type());
        }
        InvoiceExport.Request begun = new InvoiceExport.Request(
                references.next(ReferenceNumbers.Kind.EXPORT),
                context,
                caller.subjectIdentifier().toString(),
                now,
                end(request, now));
        ExportOutcome outcome = planned(request)
                .orElseGet(() -> key.map(found -> outcome(order, found, now))
                        .orElse(ExportOutcome.failure(ExportStatuses.UNKNOWN_KEY)));
        exports.add(new InvoiceExport(begun, order, terms, outcome, folder), now);
        return HttpReply.json(201, JsonTrees.object().put("referenceNumber", begun.referenceNumber()));
    }

    private Instant end(HttpRequest request, Instant now) {
        Instant usual = now.plus(terms.delay());
        return PlannedExportTrouble.HANGS
                .argument(request)
                .map(millis -> millis.isEmpty() ? Instant.MAX : usual.plus(Duration.ofMillis(Long.parseLong(millis))))
                .orElse(usual);
    }

    private static Optional<ExportOutcome> planned(HttpRequest request) {
        if (PlannedExportTrouble.FAILED.askedIn(request)) {
            return Optional.of(ExportOutcome.failure(ExportStatuses.FAILED));
        }
        return PlannedExportTrouble.CANCELLED.askedIn(request)
                ? Optional.of(ExportOutcome.failure(ExportStatuses.CANCELLED))
                : Optional.empty();
    }

    private ExportOutcome outcome(ExportOrder order, SymmetricKey key, Instant now) {
        return FoundInvoices.search(order.filters(), archive, marks, terms.limits(), now)
                .map(found -> ExportOutcome.of(found, key))
                .orElse(ExportOutcome.failure(ExportStatuses.BEYOND_DATA));
    }

    private HttpReply status(HttpRequest request) {
        LoginContext context = gate.enter(request, BearerUse.ACCESS).context();
        String reference = request.pathVariable("referenceNumber");
        if (reference.length() != ReferenceNumbers.LENGTH) {
            throw BadRequest.badReferenceNumber(reference, ReferenceNumbers.LENGTH);
        }
        Instant now = clock.instant();
        InvoiceExport export = exports.find(reference)
                .filter(found -> found.request().context().equals(context))
                .orElseThrow(ExportRefusals::unknownExport);
        if (!export.told(now)) {
            throw UnservableRequest.gone();
        }
        if (PlannedExportTrouble.MADE_ANEW.askedIn(request)) {
            export.makeAnew();
        }
        Instant end = now.plus(terms.linkLife());
        return HttpReply.json(
                200, export.json(part -> links.signExportPart(request.origin(), reference, part, end, now), now));
    }
}
