package dev.ksef.simulator.fault;

import dev.ksef.simulator.routing.OperationHandler;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes how a call is answered: before, after or instead of the operation that handles it. */
@FunctionalInterface
public interface FaultEffect {

    HttpReply apply(HttpRequest request, OperationHandler sound, FaultContext means);

    /** The same effect on a request that was changed first. */
    default FaultEffect askedBy(UnaryOperator<HttpRequest> change) {
        return (request, sound, means) -> apply(change.apply(request), sound, means);
    }

    /** Answers instead of the operation. The call is not handled. */
    static FaultEffect insteadOf(OperationHandler answer) {
        return (request, sound, means) -> answer.answer(request);
    }

    /** Refuses the call with an error of KSeF. The call is not handled. */
    static FaultEffect refusal(Function<HttpRequest, RuntimeException> error) {
        return (request, sound, means) -> means.errors().reply(error.apply(request), request);
    }

    /** Lets the operation handle the call, and changes its answer. */
    static FaultEffect after(UnaryOperator<HttpReply> change) {
        return (request, sound, means) -> change.apply(sound.answer(request));
    }
}
