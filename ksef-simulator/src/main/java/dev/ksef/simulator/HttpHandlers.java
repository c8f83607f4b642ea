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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Makes the HTTP handlers of one simulator: the API below {@code /}, and its administration below {@code /simulator}.
 * Faults and observers apply to the API alone.
 */
record HttpHandlers(SimulatorBuilder settings, EncryptionKeys keys, RequestRouter router, FaultPlan plan) {

    Map<String, HttpHandler> handlers() {
        ErrorReplies errors = new ErrorReplies(settings.clock);
        RequestRouter administration = new RequestRouter(router.rateLimitJudge());
        new FaultEndpoints(plan).addTo(administration);
        FaultyOperations faults = new FaultyOperations(
                plan::next,
                router,
                new FaultContext(
                        keys.ring(Usage.KSEF_TOKEN), keys.ring(Usage.SYMMETRIC_KEY), errors, settings.waiting));
        RequestOrigin origin = new RequestOrigin(settings.publicBase);
        return Map.of(
                "/", new HttpEdge(router, errors, origin, new ExchangeReport(settings.observer), faults),
                "/simulator", new HttpEdge(administration, errors, origin, (request, reply) -> {}, this::guarded));
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
