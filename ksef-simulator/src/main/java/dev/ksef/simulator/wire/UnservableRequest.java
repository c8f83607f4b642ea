package dev.ksef.simulator.wire;

/**
 * Refuses a request that no operation can answer: 404, 405, 413 or 415 of the web server, or 410 of KSeF for what it
 * no longer tells.
 */
public final class UnservableRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    public UnservableRequest(int status, String title) {
        super(title, null, false, false);
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
