package dev.ksef.simulator.auth;

import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.routing.OperationGuard;
import dev.ksef.simulator.wire.HttpRequest;
import java.util.Map;
import java.util.Set;

/** Lets an operation be called only by those who have one of the rights that it demands. */
public final class Doorkeeper implements OperationGuard {

    private final BearerGate gate;
    private final Map<String, Set<Permission>> demanded;

    /**
     * Makes the guard.
     *
     * @param demanded the rights of which one is enough, by the name of the operation. Operations that demand none are
     *     missing
     */
    public Doorkeeper(BearerGate gate, Map<String, Set<Permission>> demanded) {
        this.gate = gate;
        this.demanded = Map.copyOf(demanded);
    }

    @Override
    public void pass(HttpRequest request, String operation) {
        Set<Permission> anyOf = demanded.get(operation);
        if (anyOf != null) {
            gate.require(request, anyOf);
        }
    }
}
