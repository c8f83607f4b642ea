package dev.ksef.simulator;

import java.util.Map;
import java.util.UUID;

/** KSeF knows who is asking and says no: HTTP 403, with a reason and facts that explain it. */
final class Forbidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Map<String, String> facts;

    private Forbidden(String detail, String reason, Map<String, String> facts) {
        super(detail, null, false, false);
        this.reason = reason;
        this.facts = facts;
    }

    /** The request came from another address than allowed. */
    static Forbidden address(String clientIp) {
        return new Forbidden(
                "Żądanie pochodzi z adresu IP innego niż wskazany podczas uwierzytelnienia.",
                "ip-not-allowed",
                Map.of("clientIp", clientIp));
    }

    /** Whoever signed in this way may not do this. */
    static Forbidden authenticationMethod(String category) {
        return new Forbidden(
                "Operacja nie jest dostępna dla wykorzystanego sposobu uwierzytelnienia.",
                "auth-method-not-allowed",
                Map.of("authenticationMethodCategory", category));
    }

    /** What stands in front of KSeF does not let this client through. */
    static Forbidden blocked(String clientIp) {
        return new Forbidden(
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
