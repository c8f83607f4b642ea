package dev.ksef.simulator.routing;

import dev.ksef.simulator.wire.ErrorReplies;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;

/** Answers the requests for one operation. */
@FunctionalInterface
public interface OperationHandler {

    /** Answers a request. A refusal is thrown as one of the exceptions that {@link ErrorReplies} writes. */
    HttpReply answer(HttpRequest request);
}
