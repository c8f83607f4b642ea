package dev.ksef.simulator.routing;

import dev.ksef.simulator.wire.HttpRequest;

/** Decides whether a request may call an operation, before the operation sees it. */
@FunctionalInterface
public interface OperationGuard {

    /**
     * Lets the request pass, or throws its refusal.
     *
     * @param operation its name: method and path below {@code /v2}, as the API describes them
     */
    void pass(HttpRequest request, String operation);
}
