package dev.ksef.simulator.collective;

import dev.ksef.simulator.auth.BearerGate;
import dev.ksef.simulator.auth.BearerUse;
import dev.ksef.simulator.identifier.KsefNumbers;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.quota.GrantedContextLimits;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ContinuationPaging;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import dev.ksef.simulator.wire.JsonTrees;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Creates collective identifiers and lists them, and the invoices under them. */
public final class CollectiveEndpoints {

    private static final int FEWEST_INVOICES = 2;
    private static final int LARGEST_PAGE = 200;
    private static final int LARGEST_PAGE_OF_INVOICES = 500;
    private static final int MOST_NUMBERS = 10;

    private final InstantSource clock;
    private final BearerGate gate;
    private final GrantedContextLimits limits;
    private final InvoiceGrouping grouping;
    private final CollectiveIdentifiers identifiers;

    public CollectiveEndpoints(
            InstantSource clock,
            BearerGate gate,
            GrantedContextLimits limits,
            InvoiceGrouping grouping,
            CollectiveIdentifiers identifiers) {
        this.clock = clock;
        this.gate = gate;
        this.limits = limits;
        this.grouping = grouping;
        this.identifiers = identifiers;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/collective-identifiers", RateGroup.COLLECTIVE_IDENTIFIER, this::create);
        router.add("POST", "/v2/collective-identifiers/query", RateGroup.COLLECTIVE_IDENTIFIER, this::query);
        router.add("POST", "/v2/collective-identifiers/invoices", RateGroup.COLLECTIVE_IDENTIFIER, this::invoices);
        router.add(
                "GET",
                "/v2/collective-identifiers/ksef/{ksefNumber}",
                RateGroup.COLLECTIVE_IDENTIFIER,
                this::ofInvoice);
    }

    private HttpReply create(HttpRequest request) {
        LoginContext context = context(request);
        JsonBody body = JsonBody.of(request);
        List<GroupedInvoice> wanted =
                body.objects("invoices").stream().map(GroupedInvoice::of).toList();
        int most = limits.of(context).invoicesPerIdentifier();
        if (!wanted.isEmpty() && (wanted.size() < FEWEST_INVOICES || wanted.size() > most)) {
            body.problem("invoices", "must have " + FEWEST_INVOICES + " to " + most + " elements");
        }
        body.check();
        Instant now = clock.instant();
        CollectiveIdentifier created = identifiers.create(context, grouping.sellerOf(wanted, now), wanted, now);
        return HttpReply.json(201, JsonTrees.object().put("collectiveIdentifierNumber", created.number()));
    }

    private HttpReply query(HttpRequest request) {
        LoginContext context = context(request);
        ContinuationPaging paging = paging(request, "collective/identifiers", LARGEST_PAGE);
        CollectiveQuery query = CollectiveQuery.of(JsonBody.of(request), clock.instant());
        Stream<CollectiveIdentifier> found = identifiers
                .of(context, paging.after())
                .takeWhile(identifier -> !query.before(identifier))
                .filter(identifier -> query.accepts(identifier, context));
        return HttpReply.json(
                200,
                paging.page(
                        "collectiveIdentifiers",
                        found,
                        CollectiveIdentifier::position,
                        identifier -> identifier
                                .json(context)
                                .put("invoiceCount", identifier.invoices().size())));
    }

    private HttpReply ofInvoice(HttpRequest request) {
        LoginContext context = context(request);
        String number = request.pathVariable("ksefNumber");
        if (!number.matches(KsefNumbers.SHAPE)) {
            throw BadRequest.invalidInput("'ksefNumber' is not in the correct format.");
        }
        ContinuationPaging paging = paging(request, "collective/of/invoice", LARGEST_PAGE);
        return HttpReply.json(
                200,
                paging.page(
                        "collectiveIdentifiers",
                        identifiers.ofInvoice(number, paging.after()),
                        CollectiveIdentifier::position,
                        identifier -> identifier.json(context)));
    }

    private HttpReply invoices(HttpRequest request) {
        LoginContext context = context(request);
        ContinuationPaging paging = paging(request, "collective/invoices", LARGEST_PAGE_OF_INVOICES);
        JsonBody body = JsonBody.of(request);
        List<String> numbers = body.texts("collectiveIdentifierNumbers", MOST_NUMBERS);
        if (numbers.isEmpty()) {
            body.problem("collectiveIdentifierNumbers", "must have 1 to " + MOST_NUMBERS + " elements");
        }
        body.check();
        List<GroupedRow> rows =
                GroupedRow.of(numbers.stream().distinct().flatMap(number -> identifiers.find(number).stream()));
        return HttpReply.json(
                200,
                paging.page(
                        "invoices",
                        rows.stream().skip(Math.max(0, paging.after())),
                        GroupedRow::position,
                        row -> row.json(context, grouping)));
    }

    private static ContinuationPaging paging(HttpRequest request, String list, int largest) {
        return ContinuationPaging.of(request, list, largest, CollectiveRefusals::continuationToken);
    }

    private LoginContext context(HttpRequest request) {
        return gate.enter(request, BearerUse.ACCESS).context();
    }
}
