package dev.ksef.simulator.invoice;

import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.identifier.KsefNumbers;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.invoice.InvoiceArchive.Piece;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gives invoices to those whom they concern: by KSeF number, and as lists of metadata. */
public final class InvoiceEndpoints {

    private static final int SMALLEST_PAGE = 10;
    private static final int LARGEST_PAGE = 250;
    private static final int NOT_ACCEPTABLE = 406;
    private static final Set<String> XML = Set.of("*/*", "application/*", "application/xml");

    private final InstantSource clock;
    private final BearerGate gate;
    private final InvoiceArchive archive;
    private final HighWaterMarks marks;
    private final int mostInvoices;

    public InvoiceEndpoints(
            InstantSource clock, BearerGate gate, InvoiceArchive archive, HighWaterMarks marks, int mostInvoices) {
        this.clock = clock;
        this.gate = gate;
        this.archive = archive;
        this.marks = marks;
        this.mostInvoices = mostInvoices;
    }

    public void addTo(RequestRouter router) {
        router.add("GET", "/v2/invoices/ksef/{ksefNumber}", RateGroup.INVOICE_DOWNLOAD, this::invoice);
        router.add("POST", "/v2/invoices/query/metadata", RateGroup.INVOICE_METADATA, this::metadata);
    }

    private HttpReply invoice(HttpRequest request) {
        LoginContext context = gate.enter(request, BearerUse.ACCESS).context();
        if (!acceptsXml(request)) {
            return HttpReply.empty(NOT_ACCEPTABLE);
        }
        String number = request.pathVariable("ksefNumber");
        if (!number.matches(KsefNumbers.SHAPE)) {
            throw BadRequest.invalidInput("'ksefNumber' is not in the correct format.");
        }
        Instant now = clock.instant();
        StoredInvoice invoice = archive.find(number)
                .filter(found -> found.hasNumber(now) && found.concerns(context))
                .orElseThrow(() -> InvoiceRefusals.invoiceNotFound(number));
        if (!invoice.available(now)) {
            throw InvoiceRefusals.invoiceNotAvailable(number);
        }
        return invoice.document();
    }

    private static boolean acceptsXml(HttpRequest request) {
        List<String> ranges = request.headers().getOrDefault("accept", List.of("*/*"));
        return ranges.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(range -> range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .anyMatch(XML::contains);
    }

    private HttpReply metadata(HttpRequest request) {
        LoginContext context = gate.enter(request, BearerUse.ACCESS).context();
        Instant now = clock.instant();
        boolean newestFirst = newestFirst(request);
        int page = request.number("pageOffset", 0, 0, Integer.MAX_VALUE);
        int pageSize = request.number("pageSize", SMALLEST_PAGE, SMALLEST_PAGE, LARGEST_PAGE);
        InvoiceQuery query = InvoiceQuery.of(JsonBody.of(request), context, now);
        InvoiceQuery.DateRange dates = query.dates();
        long start = (long) page * pageSize;
        if (start >= mostInvoices) {
            throw BadRequest.invalidInput("You cannot retrieve invoices starting from number "
                    + String.format(Locale.ROOT, "%,d", mostInvoices).replace(',', ' ') + " or higher.");
        }
        Instant end = dates.end(now);
        ObjectNode answer = JsonTrees.object();
        if (dates.byPermanentStorage()) {
            String body = new String(request.body(), StandardCharsets.UTF_8);
            Instant mark = marks.of(context, body, page, dates.to(), now);
            if (dates.restricted() && dates.from().isAfter(mark)) {
                throw InvoiceRefusals.rangeBeyondData();
            }
            end = dates.restricted() ? mark : end;
            answer.put("permanentStorageHwmDate", KsefTimestamps.json(mark));
        }
        int room = (int) Math.min(pageSize, mostInvoices - start);
        List<StoredInvoice> found = archive.search(query, end, now, new Piece(newestFirst, start, room + 1));
        boolean more = found.size() > room;
        answer.put("hasMore", more).put("isTruncated", more && start + room == mostInvoices);
        ArrayNode rows = answer.putArray("invoices");
        found.stream().limit(room).forEach(invoice -> rows.add(invoice.json()));
        return HttpReply.json(200, answer);
    }

    private static boolean newestFirst(HttpRequest request) {
        String order = request.query("sortOrder").orElse("Asc");
        if (!Set.of("Asc", "Desc").contains(order)) {
            throw BadRequest.invalidInput("'sortOrder' must be Asc or Desc.");
        }
        return order.equals("Desc");
    }
}
