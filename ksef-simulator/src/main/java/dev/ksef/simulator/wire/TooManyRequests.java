package dev.ksef.simulator.wire;

/** Somebody called too often: HTTP 429. */
public final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /**
     * Refuses a call.
     *
     * @param limit what was exceeded, in the genitive of Polish
     */
    public TooManyRequests(String limit, long retryAfterSeconds) {
        super(
                "Przekroczono limit " + limit + ". Spróbuj ponownie po " + retryAfterSeconds + " sekundach.",
                null,
                false,
                false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
