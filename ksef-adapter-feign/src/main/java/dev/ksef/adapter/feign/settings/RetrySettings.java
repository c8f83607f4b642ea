package dev.ksef.adapter.feign.settings;

import java.time.Duration;

/**
 * How often a call is sent again, and after which pauses. What KSeF's limits refuse is not counted.
 *
 * @param attempts the most times that one call is sent; 1 for never again
 * @param firstPause the pause before the first repetition; later ones double
 */
public record RetrySettings(int attempts, Duration firstPause) {}
