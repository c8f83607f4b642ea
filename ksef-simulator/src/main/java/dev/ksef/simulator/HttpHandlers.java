package dev.ksef.simulator;

import com.sun.net.httpserver.HttpHandler;
import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.fault.FaultContext;
import dev.ksef.simulator.fault.FaultyOperations;
import dev.ksef.simulator.routing.OperationHandler;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.server.HttpEdge;
import dev.ksef.simulator.server.RequestOrigin;
import dev.ksef.simulator.wire.ErrorReplies;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.StorageReplies;
import dev.ksef.simulator.wire.UnservableRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes the HTTP handlers of one simulator: the API below {@code /}, and its administration below {@code /simulator}.
 * Faults and observers apply to the API alone.
 */
record HttpHandlers(
        SimulatorBuilder settings,
        SimulatedWorld world,
        Map<String, Integer> storagePorts) {

    /** What the ports of the API answer: the storage, too, unless it has ports of its own. */
    Map<String, HttpHandler> handlers() {
        ErrorReplies errors = new ErrorReplies(settings.clock);
        RequestRouter administration = new RequestRouter(world.router().rateLimitJudge());
        new FaultEndpoints(world.faults()).addTo(administration);
        return Map.of(
                "/",
                edge(errors, path -> storagePorts.isEmpty() || !path.startsWith(StorageReplies.ROOT)),
                "/simulator",
                new HttpEdge(administration, errors, origin(), (request, reply) -> {}, this::guarded));
    }

    /** What the ports of the storage answer. */
    Map<String, HttpHandler> storageHandlers() {
        return Map.of("/", edge(new ErrorReplies(settings.clock), path -> path.startsWith(StorageReplies.ROOT)));
    }

    private RequestOrigin origin() {
        return new RequestOrigin(settings.publicBase, storagePorts);
    }

    private HttpEdge edge(ErrorReplies errors, Predicate<String> paths) {
        EncryptionKeys keys = world.identity().keys();
        FaultyOperations faults = new FaultyOperations(
                world.faults()::next,
                world.router(),
                new FaultContext(
                        keys.ring(Usage.KSEF_TOKEN), keys.ring(Usage.SYMMETRIC_KEY), errors, settings.waiting));
        return new HttpEdge(
                world.router(),
                errors,
                origin(),
                new ExchangeReport(settings.observer),
                sound -> faults.apply(request -> paths.test(request.path())
                        ? sound.answer(request)
                        : errors.reply(new UnservableRequest(404, "Not Found"), request)));
    }

    /** Keeps the administration to this machine, unless the settings open it to others. */
    private OperationHandler guarded(OperationHandler administration) {
        return request -> settings.remoteAdministration || fromThisMachine(request)
                ? administration.answer(request)
                : HttpReply.text(
                        403,
                        "Only this machine may administer the simulator; the option --remote-administration opens it\n");
    }

    private static boolean fromThisMachine(HttpRequest request) {
        try {
            // A literal address: nothing is looked up.
            return InetAddress.getByName(request.clientIp()).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
