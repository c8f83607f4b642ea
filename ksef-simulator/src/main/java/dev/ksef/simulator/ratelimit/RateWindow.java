package dev.ksef.simulator.ratelimit;

import java.time.Duration;

/** The windows that calls are counted in. Each slides, so that it always ends now. */
public enum RateWindow {
    SECOND(Duration.ofSeconds(1), "sekundę"),
    MINUTE(Duration.ofSeconds(60), "minutę"),
    HOUR(Duration.ofMinutes(60), "godzinę");

    private final Duration span;
    private final String accusative;

    RateWindow(Duration span, String accusative) {
        this.span = span;
        this.accusative = accusative;
    }

    public Duration span() {
        return span;
    }

    /** The Polish name, as in "20 calls per minute". */
    String accusative() {
        return accusative;
    }
}
