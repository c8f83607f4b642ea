package dev.ksef.domain.auth;

import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * An estimate of KSeF's clock: the local clock plus the difference seen in the latest challenge. Every expiry is checked by it,
 * so that a machine with a wrong clock neither uses expired tokens nor drops valid ones. Safe for many threads.
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

    /** Returns how far KSeF's clock is ahead of the local one; negative if it is behind. */
    public Duration offset() {
        return Duration.ofMillis(offsetMillis);
    }

    /** Converts an instant of KSeF's clock into one of the local clock; both in milliseconds since 1970. */
    long localMillis(long atMillis) {
        return atMillis - offsetMillis;
    }

    /**
     * Sets the clock by a challenge that arrived at the given local time. The time of the request is not used, since the call
     * may have waited for a rate limit. The remaining error is the time of the response's way, far less than any margin.
     */
    void learn(AuthChallenge challenge, long arrivedMillis) {
        offsetMillis = challenge.timestampMs() - arrivedMillis;
    }
}
