package dev.ksef.simulator.wire;

/** The web server refuses a request before KSeF sees it: 404, 405, 413 or 415; or KSeF no longer tells: 410. */
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
