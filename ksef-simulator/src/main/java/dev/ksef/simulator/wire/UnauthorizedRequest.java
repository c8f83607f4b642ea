package dev.ksef.simulator.wire;

/** Refuses a request with HTTP 401, since KSeF does not know who sent it. */
public final class UnauthorizedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    public UnauthorizedRequest(String detail) {
        super(detail, null, false, false);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
