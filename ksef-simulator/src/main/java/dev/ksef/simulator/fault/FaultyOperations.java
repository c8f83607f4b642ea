package dev.ksef.simulator.fault;

import dev.ksef.simulator.routing.OperationHandler;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Puts the planned faults around the operations of a router. */
public final class FaultyOperations implements UnaryOperator<OperationHandler> {

    private final Function<String, List<FaultEffect>> plan;
    private final RequestRouter router;
    private final FaultContext means;

    /**
     * Plans faults for the operations of a router.
     *
     * @param plan gives what goes wrong with the next call of an operation, by its name, the outermost effect first
     */
    public FaultyOperations(Function<String, List<FaultEffect>> plan, RequestRouter router, FaultContext means) {
        this.plan = plan;
        this.router = router;
        this.means = means;
    }

    @Override
    public OperationHandler apply(OperationHandler sound) {
        return request -> router.nameOf(request)
                .map(name -> faulty(sound, plan.apply(name), request))
                .orElseGet(() -> sound.answer(request));
    }

    private HttpReply faulty(OperationHandler sound, List<FaultEffect> faults, HttpRequest request) {
        try {
            return around(sound, faults).answer(request);
        } catch (RuntimeException faultFailed) {
            return means.errors().reply(faultFailed, request);
        } catch (StackOverflowError tooMany) {
            return means.errors().reply(new IllegalStateException("Too many faults for one call", tooMany), request);
        }
    }

    private OperationHandler around(OperationHandler sound, List<FaultEffect> faults) {
        if (faults.isEmpty()) {
            return sound;
        }
        OperationHandler inner = around(sound, faults.subList(1, faults.size()));
        return request -> faults.get(0).apply(request, inner, means);
    }
}
