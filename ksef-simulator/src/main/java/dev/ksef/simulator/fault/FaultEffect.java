package dev.ksef.simulator.fault;

import dev.ksef.simulator.routing.OperationHandler;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a fault does to a call: before, after or in place of what handles it, or to its answer on the way. */
@FunctionalInterface
public interface FaultEffect {

    HttpReply apply(HttpRequest request, OperationHandler sound, FaultContext means);

    /** The same to a call that asks otherwise. */
    default FaultEffect askedBy(UnaryOperator<HttpRequest> change) {
        return (request, sound, means) -> apply(change.apply(request), sound, means);
    }

    /** The call is not handled; this is its answer. */
    static FaultEffect insteadOf(OperationHandler answer) {
        return (request, sound, means) -> answer.answer(request);
    }

    /** The call is refused with an error of KSeF. */
    static FaultEffect refusal(Function<HttpRequest, RuntimeException> error) {
        return (request, sound, means) -> means.errors().reply(error.apply(request), request);
    }

    /** The call is handled, and its answer changed. */
    static FaultEffect after(UnaryOperator<HttpReply> change) {
        return (request, sound, means) -> change.apply(sound.answer(request));
    }
}
