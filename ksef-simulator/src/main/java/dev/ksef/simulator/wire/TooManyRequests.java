package dev.ksef.simulator.wire;

/** Refuses a request with HTTP 429, since there were too many before it. */
public final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /**
     * Makes a refusal.
     *
     * @param limit the limit that was exceeded, in Polish and in the genitive, such as {@code 10 żądań na sekundę}
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
