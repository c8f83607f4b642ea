package dev.ksef.domain.auth;

import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * KSeF's time, as far as it is known: the local clock moved by what the latest challenge showed. Every expiry is judged
 * by it, so that a machine whose clock is wrong neither uses dead tokens nor throws good ones away. Safe for many threads.
 */
public final class ServerClock implements InstantSource {

    private final Time time;
    private volatile long offsetMillis;

    /** A clock that shows the local time until the first sign-in teaches it KSeF's. */
    public ServerClock(Time time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Milliseconds since 1970 by KSeF's clock. Allocates nothing. */
    @Override
    public long millis() {
        return time.millis() + offsetMillis;
    }

    /** By how much KSeF's clock is ahead of the local one; negative where it is behind. */
    public Duration offset() {
        return Duration.ofMillis(offsetMillis);
    }

    /** When the local clock shows what KSeF's clock shows at the given instant; both in milliseconds since 1970. */
    long localMillis(long atMillis) {
        return atMillis - offsetMillis;
    }

    /**
     * Learns from a challenge that has just arrived, at the given local time. When it was asked for does not count: the
     * call may have waited for a rate limit. What is left is the way back, far less than any margin.
     */
    void learn(AuthChallenge challenge, long arrivedMillis) {
        offsetMillis = challenge.timestampMs() - arrivedMillis;
    }
}
