package dev.ksef.simulator.wire;

/**
 * Refuses a request that no operation can answer: 404, 405, 413 or 415 of the web server, or 410 of KSeF for what it
 * no longer tells.
 */
public final class UnservableRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String detail;

    public UnservableRequest(int status, String title) {
        this(status, title, title);
    }

    private UnservableRequest(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    /** KSeF tells no longer what is asked for. */
    public static UnservableRequest gone() {
        return new UnservableRequest(410, "Gone", "Operacja wygasła i nie jest już dostępna.");
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }
}
