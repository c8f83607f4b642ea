package dev.ksef.simulator;

import dev.ksef.simulator.Router.Operation;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lets go wrong what the plan says. */
final class Faults implements UnaryOperator<Operation> {

    private final FaultPlan plan;
    private final Router router;
    private final FaultMeans means;

    Faults(FaultPlan plan, Router router, FaultMeans means) {
        this.plan = plan;
        this.router = router;
        this.means = means;
    }

    @Override
    public Operation apply(Operation sound) {
        return request -> router.nameOf(request)
                .map(name -> faulty(sound, plan.next(name), request))
                .orElseGet(() -> sound.answer(request));
    }

    private Reply faulty(Operation sound, List<Fault> faults, Request request) {
        try {
            return around(sound, faults).answer(request);
        } catch (RuntimeException faultFailed) {
            return means.errors().reply(faultFailed, request);
        } catch (StackOverflowError tooMany) {
            return means.errors().reply(new IllegalStateException("Too many faults for one call", tooMany), request);
        }
    }

    private Operation around(Operation sound, List<Fault> faults) {
        if (faults.isEmpty()) {
            return sound;
        }
        Operation inner = around(sound, faults.subList(1, faults.size()));
        return request -> faults.get(0).effect().apply(request, inner, means);
    }
}
