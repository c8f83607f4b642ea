package dev.ksef.simulator.wire;

/** KSeF does not know who is asking: HTTP 401. */
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
