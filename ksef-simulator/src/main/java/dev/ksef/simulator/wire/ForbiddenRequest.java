package dev.ksef.simulator.wire;

import java.util.Map;
import java.util.UUID;

/** Refuses a request of a known client with HTTP 403, a reason, and facts that explain it. */
public final class ForbiddenRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Map<String, String> facts;

    private ForbiddenRequest(String detail, String reason, Map<String, String> facts) {
        super(detail, null, false, false);
        this.reason = reason;
        this.facts = facts;
    }

    /** The request came from an address that its login does not allow. */
    public static ForbiddenRequest address(String clientIp) {
        return new ForbiddenRequest(
                "Żądanie pochodzi z adresu IP innego niż wskazany podczas uwierzytelnienia.",
                "ip-not-allowed",
                Map.of("clientIp", clientIp));
    }

    /** The operation is not for clients who signed in this way. */
    public static ForbiddenRequest authenticationMethod(String category) {
        return new ForbiddenRequest(
                "Operacja nie jest dostępna dla wykorzystanego sposobu uwierzytelnienia.",
                "auth-method-not-allowed",
                Map.of("authenticationMethodCategory", category));
    }

    /** The security service in front of KSeF blocks the client. */
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

    /** The facts that explain the reason, by name. */
    Map<String, String> facts() {
        return facts;
    }
}
