package dev.ksef.simulator.wire;

import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/** Refuses a request of a known client with HTTP 403, a reason, and facts that explain it. */
public final class ForbiddenRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient ObjectNode facts;

    private ForbiddenRequest(String detail, String reason, ObjectNode facts) {
        super(detail, null, false, false);
        this.reason = reason;
        this.facts = facts;
    }

    /** The request came from an address that its login does not allow. */
    public static ForbiddenRequest address(String clientIp) {
        return new ForbiddenRequest(
                "Żądanie pochodzi z adresu IP innego niż wskazany podczas uwierzytelnienia.",
                "ip-not-allowed",
                JsonTrees.object().put("clientIp", clientIp));
    }

    /**
     * The client has none of the permissions that the operation demands.
     *
     * @param required the names of the permissions of which one is enough
     * @param present the names of those that it has
     */
    public static ForbiddenRequest permissions(List<String> required, List<String> present) {
        ObjectNode facts = JsonTrees.object();
        facts.set("requiredAnyOfPermissions", JsonTrees.texts(required));
        facts.set("presentPermissions", JsonTrees.texts(present));
        return new ForbiddenRequest(
                "Brak wymaganych uprawnień do wykonania operacji w bieżącym kontekście.", "missing-permissions", facts);
    }

    /** What the client asks for is there, but not for this client. */
    public static ForbiddenRequest resource() {
        return new ForbiddenRequest(
                "Brak dostępu do wskazanego zasobu.", "insufficient-resource-access", JsonTrees.object());
    }

    /** The operation is not for clients who signed in this way. */
    public static ForbiddenRequest authenticationMethod(String category) {
        return new ForbiddenRequest(
                "Operacja nie jest dostępna dla wykorzystanego sposobu uwierzytelnienia.",
                "auth-method-not-allowed",
                JsonTrees.object().put("authenticationMethodCategory", category));
    }

    /** The security service in front of KSeF blocks the client. */
    public static ForbiddenRequest blocked(String clientIp) {
        return new ForbiddenRequest(
                "Żądanie zostało zablokowane przez mechanizmy bezpieczeństwa.",
                "security-service-blocked",
                JsonTrees.object()
                        .put("incidentId", UUID.randomUUID().toString())
                        .put("clientIp", clientIp));
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    String reason() {
        return reason;
    }

    /** The facts that explain the reason, by name. */
    ObjectNode facts() {
        return facts;
    }
}
