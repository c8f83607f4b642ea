package dev.ksef.simulator;

/** KSeF does not know who is asking: HTTP 401. */
final class Unauthorized extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    Unauthorized(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
