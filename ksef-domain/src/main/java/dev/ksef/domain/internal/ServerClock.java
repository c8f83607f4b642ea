package dev.ksef.domain.internal;

import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.port.time.Time;

/**
 * KSeF's time, as far as it is known: the local clock moved by what the latest challenge showed. Every expiry is judged
 * by it, so that a machine whose clock is wrong neither uses dead tokens nor throws good ones away.
 */
public final class ServerClock {

    private final Time time;
    private volatile long offsetMillis;

    public ServerClock(Time time) {
        this.time = time;
    }

    /** Milliseconds since 1970 by KSeF's clock. */
    public long millis() {
        return time.millis() + offsetMillis;
    }

    /** When the local clock shows what KSeF's clock shows at the given instant; both in milliseconds since 1970. */
    public long localMillis(long atMillis) {
        return atMillis - offsetMillis;
    }

    /**
     * Learns from a challenge that has just arrived, at the given local time. When it was asked for does not count: the
     * call may have waited for a rate limit. What is left is the way back, far less than any margin.
     */
    public void learn(AuthChallenge challenge, long arrivedMillis) {
        offsetMillis = challenge.timestampMs() - arrivedMillis;
    }

    /** By how much KSeF's clock is ahead of the local one, in milliseconds. */
    public long offsetMillis() {
        return offsetMillis;
    }
}
