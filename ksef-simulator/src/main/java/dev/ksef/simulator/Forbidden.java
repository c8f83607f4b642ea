package dev.ksef.simulator;

/** KSeF knows who is asking and says no: HTTP 403, because the request came from another address than allowed. */
final class Forbidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String DETAIL = "Żądanie pochodzi z adresu IP innego niż wskazany podczas uwierzytelnienia.";

    private final String clientIp;

    Forbidden(String clientIp) {
        super(DETAIL, null, false, false);
        this.clientIp = clientIp;
    }

    String clientIp() {
        return clientIp;
    }
}
