package dev.ksef.simulator;

/** Somebody called too often: HTTP 429. */
final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /**
     * Refuses a call.
     *
     * @param limit what was exceeded, in the genitive of Polish
     */
    TooManyRequests(String limit, long retryAfterSeconds) {
        super(
                "Przekroczono limit " + limit + ". Spróbuj ponownie po " + retryAfterSeconds + " sekundach.",
                null,
                false,
                false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
