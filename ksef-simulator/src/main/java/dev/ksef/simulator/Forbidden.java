package dev.ksef.simulator;

/** KSeF knows who is asking and says no: HTTP 403, with a reason and one fact that explains it. */
final class Forbidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String fact;
    private final String value;

    private Forbidden(String detail, String reason, String fact, String value) {
        super(detail, null, false, false);
        this.reason = reason;
        this.fact = fact;
        this.value = value;
    }

    /** The request came from another address than allowed. */
    static Forbidden address(String clientIp) {
        return new Forbidden(
                "Żądanie pochodzi z adresu IP innego niż wskazany podczas uwierzytelnienia.",
                "ip-not-allowed",
                "clientIp",
                clientIp);
    }

    /** Whoever signed in this way may not do this. */
    static Forbidden authenticationMethod(String category) {
        return new Forbidden(
                "Operacja nie jest dostępna dla wykorzystanego sposobu uwierzytelnienia.",
                "auth-method-not-allowed",
                "authenticationMethodCategory",
                category);
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    String reason() {
        return reason;
    }

    /** The name of the fact. */
    String fact() {
        return fact;
    }

    String value() {
        return value;
    }
}
