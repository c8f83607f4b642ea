package dev.ksef.simulator;

/** Answers the requests for one operation. */
@FunctionalInterface
interface OperationHandler {

    /** Answers a request. A refusal is thrown as one of the exceptions that {@link ErrorReplies} writes. */
    Reply answer(Request request);
}
