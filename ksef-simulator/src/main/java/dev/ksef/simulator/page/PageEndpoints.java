package dev.ksef.simulator.page;

import dev.ksef.simulator.fault.FaultKind;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.routing.OperationHandler;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.session.SessionRegister;
import dev.ksef.simulator.upo.UpoArchive;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.UnservableRequest;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The page of the simulator at {@code /}, and the data that it shows, below {@code /simulator/page}. All of it belongs to the
 * administration: no fault applies to it, and nobody observes it.
 */
public final class PageEndpoints {

    public static final String PATH = "/simulator/page";

    private final InstantSource clock;
    private final PageFiles files = new PageFiles();
    private final SessionRegister sessions;
    private final InvoiceArchive archive;
    private final SessionList sessionList;
    private final InvoiceList invoiceList;
    private final ExchangeJournal journal;
    private final Map<String, PageList> lists = new TreeMap<>();
    private final Supplier<ObjectNode> overview;
    private final Supplier<ObjectNode> limits;
    private final List<String> operations;

    /**
     * Makes the page.
     *
     * @param others further lists by their names, such as that of tokens
     * @param overview tells whom and what the simulator serves
     * @param limits tells the limits in force
     * @param operations the names of the operations that faults can be planned for
     */
    public PageEndpoints(
            InstantSource clock,
            SessionRegister sessions,
            InvoiceArchive archive,
            UpoArchive upo,
            InvoicePicture picture,
            ExchangeJournal journal,
            Map<String, PageList> others,
            Supplier<ObjectNode> overview,
            Supplier<ObjectNode> limits,
            List<String> operations) {
        this.clock = clock;
        this.sessions = sessions;
        this.archive = archive;
        this.sessionList = new SessionList(clock, sessions);
        this.invoiceList = new InvoiceList(clock, archive, sessions, upo, picture);
        this.journal = journal;
        this.overview = overview;
        this.limits = limits;
        this.operations = operations.stream().sorted().toList();
        lists.putAll(others);
        lists.put("sessions", sessionList);
        lists.put("invoices", invoiceList);
        lists.put("exchanges", journal);
    }

    public void addTo(RequestRouter router) {
        router.addUncounted("GET", "/", files::page);
        router.addUncounted(
                "GET",
                PATH + "/files/{file}",
                request -> files.file(request.pathVariable("file")).orElseThrow(PageEndpoints::nothing));
        add(router, "/overview", request -> json(overview()));
        add(router, "/limits", request -> json(limits.get()));
        add(router, "/faults", request -> json(faults()));
        add(router, "/lists/{list}", this::list);
        add(
                router,
                "/sessions/{session}",
                request -> json(sessionList
                        .session(request.pathVariable("session"), PageQuery.of(request))
                        .orElseThrow(PageEndpoints::nothing)));
        add(
                router,
                "/invoices/{invoice}",
                request -> json(invoiceList
                        .invoice(request.pathVariable("invoice"), request.origin())
                        .orElseThrow(PageEndpoints::nothing)));
        add(
                router,
                "/invoices/{invoice}/xml",
                request -> download(
                        request.pathVariable("invoice") + ".xml",
                        invoiceList.xml(request.pathVariable("invoice")).orElseThrow(PageEndpoints::nothing)));
        router.addUncounted(
                "GET",
                PATH + "/invoices/{invoice}/picture",
                request -> invoiceList
                        .picture(request.pathVariable("invoice"), request.origin())
                        .orElseThrow(PageEndpoints::nothing));
        add(
                router,
                "/invoices/{invoice}/upo",
                request -> download(
                        "UPO-" + request.pathVariable("invoice") + ".xml",
                        invoiceList.upo(request.pathVariable("invoice")).orElseThrow(PageEndpoints::nothing)));
    }

    private static void add(RequestRouter router, String path, OperationHandler operation) {
        router.addUncounted("GET", PATH + path, request -> PageFiles.safe(operation.answer(request)));
    }

    private static UnservableRequest nothing() {
        return new UnservableRequest(404, "Not Found");
    }

    private static HttpReply json(ObjectNode body) {
        return HttpReply.json(200, body);
    }

    /** An XML file to be saved. A browser does not show it, since it may be a page with scripts in disguise. */
    private static HttpReply download(String name, byte[] xml) {
        return HttpReply.xml(200, xml)
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .with("Content-Security-Policy", "sandbox");
    }

    private HttpReply list(HttpRequest request) {
        PageList list = lists.get(request.pathVariable("list"));
        if (list == null) {
            throw nothing();
        }
        return json(list.rows(PageQuery.of(request)).json());
    }

    private ObjectNode overview() {
        return overview.get()
                .put("now", clock.instant().toString())
                .put("sessions", sessions.size())
                .put("invoices", archive.size())
                .put("exchanges", journal.count());
    }

    private ObjectNode faults() {
        ObjectNode json = JsonTrees.object();
        json.set("operations", JsonTrees.texts(operations));
        ArrayNode kinds = json.putArray("kinds");
        for (FaultKind kind : FaultKind.values()) {
            kinds.add(JsonTrees.object().put("form", kind.form()).put("description", kind.description()));
        }
        return json;
    }
}
