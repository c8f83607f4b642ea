package dev.ksef.adapter.feign.settings;

import java.time.Duration;

/**
 * When no more calls leave, and for how long.
 *
 * @param failurePercent the share of failed calls that opens the circuit, 1 to 100
 * @param lastCalls how many of the last calls the share is taken of
 * @param leastCalls how many calls there must have been before
 * @param open how long nothing leaves before trials do
 */
public record CircuitBreakerSettings(int failurePercent, int lastCalls, int leastCalls, Duration open) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public static final CircuitBreakerSettings DEFAULT = new CircuitBreakerSettings(50, 20, 10, Duration.ofSeconds(30));

    public CircuitBreakerSettings {
        if (failurePercent < 1 || failurePercent > 100) {
            throw new IllegalArgumentException(
                    "The share of failed calls must be between 1 and 100 percent, not " + failurePercent);
        }
        if (leastCalls < 1 || leastCalls > lastCalls) {
            throw new IllegalArgumentException(
                    "The least number of calls must be between 1 and " + lastCalls + ", not " + leastCalls);
        }
        if (open.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "A circuit breaker must stay open for at least " + SHORTEST + ", not " + open);
        }
    }
}
