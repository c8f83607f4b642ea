package dev.ksef.simulator.fault;

import dev.ksef.simulator.publickey.PublishedKeyRing;
import dev.ksef.simulator.wire.ErrorReplies;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the effects of faults work with.
 *
 * @param waiting lets the time of a latency pass
 */
public record FaultContext(
        PublishedKeyRing tokenKeys, PublishedKeyRing symmetricKeys, ErrorReplies errors, Consumer<Duration> waiting) {

    /** Sleeps in the thread that answers. Closing the simulator ends the sleep. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
