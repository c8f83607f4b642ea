package dev.ksef.simulator.wire;

import java.util.Map;
import java.util.UUID;

/** KSeF knows who is asking and says no: HTTP 403, with a reason and facts that explain it. */
public final class ForbiddenRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Map<String, String> facts;

    private ForbiddenRequest(String detail, String reason, Map<String, String> facts) {
        super(detail, null, false, false);
        this.reason = reason;
        this.facts = facts;
    }

    /** The request came from another address than allowed. */
    public static ForbiddenRequest address(String clientIp) {
        return new ForbiddenRequest(
                "Żądanie pochodzi z adresu IP innego niż wskazany podczas uwierzytelnienia.",
                "ip-not-allowed",
                Map.of("clientIp", clientIp));
    }

    /** Whoever signed in this way may not do this. */
    public static ForbiddenRequest authenticationMethod(String category) {
        return new ForbiddenRequest(
                "Operacja nie jest dostępna dla wykorzystanego sposobu uwierzytelnienia.",
                "auth-method-not-allowed",
                Map.of("authenticationMethodCategory", category));
    }

    /** What stands in front of KSeF does not let this client through. */
    public static ForbiddenRequest blocked(String clientIp) {
        return new ForbiddenRequest(
                "Żądanie zostało zablokowane przez mechanizmy bezpieczeństwa.",
                "security-service-blocked",
                Map.of("incidentId", UUID.randomUUID().toString(), "clientIp", clientIp));
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    String reason() {
        return reason;
    }

    /** What explains it, by name. */
    Map<String, String> facts() {
        return facts;
    }
}
