package dev.ksef.simulator;

import com.sun.net.httpserver.HttpHandler;
import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.fault.FaultContext;
import dev.ksef.simulator.fault.FaultEffect;
import dev.ksef.simulator.fault.FaultyOperations;
import dev.ksef.simulator.page.ExchangeJournal;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.server.AdministrationGuard;
import dev.ksef.simulator.server.HttpEdge;
import dev.ksef.simulator.server.RequestOrigin;
import dev.ksef.simulator.wire.ErrorReplies;
import dev.ksef.simulator.wire.StorageReplies;
import dev.ksef.simulator.wire.UnservableRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP handlers of one world: the API below {@code /}, its administration below {@code /simulator}, and the page of
 * the administration at {@code /}. Faults and observers apply to the API alone.
 */
final class HttpHandlers {

    static final String ADMINISTRATION = "/simulator";

    private final SimulatorBuilder settings;
    private final SimulatedWorld world;
    private final Map<String, Integer> storagePorts;
    private final ExchangeJournal journal;
    private final ErrorReplies errors;

    HttpHandlers(SimulatorBuilder settings, SimulatedWorld world, Map<String, Integer> storagePorts) {
        this.settings = settings;
        this.world = world;
        this.storagePorts = storagePorts;
        this.journal = new ExchangeJournal(settings.clock);
        this.errors = new ErrorReplies(settings.clock);
    }

    /**
     * What the ports of the API answer: the storage, too, unless it has ports of its own.
     *
     * @param save saves the state; null if the simulator keeps none
     */
    Map<String, HttpHandler> handlers(Runnable reset, @Nullable Runnable save) {
        RequestRouter operations = new RequestRouter(world.router().rateLimitJudge());
        new FaultEndpoints(world.faults()).addTo(operations);
        new SimulatorPage(world, journal, reset, save).addTo(operations);
        AdministrationGuard guard = new AdministrationGuard(settings.remoteAdministration, settings.publicBase);
        HttpHandler administration = new HttpEdge(
                operations,
                errors,
                new RequestOrigin(settings.publicBase, Map.of()),
                (request, reply) -> {},
                guard::around);
        HttpHandler api = edge(path -> storagePorts.isEmpty() || !path.startsWith(StorageReplies.ROOT));
        return Map.of(
                "/",
                http -> (http.getRequestURI().getRawPath().equals("/") ? administration : api).handle(http),
                ADMINISTRATION,
                administration);
    }

    /** What the ports of the storage answer. */
    Map<String, HttpHandler> storageHandlers() {
        return Map.of("/", edge(path -> path.startsWith(StorageReplies.ROOT)));
    }

    private HttpEdge edge(Predicate<String> paths) {
        EncryptionKeys keys = world.identity().keys();
        FaultyOperations faults = new FaultyOperations(
                this::next,
                world.router(),
                new FaultContext(
                        keys.ring(Usage.KSEF_TOKEN), keys.ring(Usage.SYMMETRIC_KEY), errors, settings.waiting));
        return new HttpEdge(
                world.router(),
                errors,
                new RequestOrigin(settings.publicBase, storagePorts),
                new ExchangeReport(settings.observer),
                sound -> journal.recorded(
                        faults.apply(request -> paths.test(request.path())
                                ? sound.answer(request)
                                : errors.reply(new UnservableRequest(404, "Not Found"), request)),
                        world.router()::nameOf));
    }

    private List<FaultEffect> next(String operation) {
        List<FaultRule> rules = world.faults().next(operation);
        if (!rules.isEmpty()) {
            journal.meet(rules.stream().map(FaultRule::toString).toList());
        }
        return rules.stream().map(rule -> rule.fault().effect()).toList();
    }
}
