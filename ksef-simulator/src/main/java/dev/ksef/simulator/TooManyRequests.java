package dev.ksef.simulator;

/** Somebody called too often: HTTP 429. */
final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    /** By the limit of a window. */
    TooManyRequests(int limit, RateWindow window, long retryAfterSeconds) {
        this(limit + " żądań na " + window.accusative(), retryAfterSeconds);
    }

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
