package dev.ksef.simulator.fault;

import dev.ksef.simulator.publickey.PublishedKeyRing;
import dev.ksef.simulator.wire.ErrorReplies;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What faults work with.
 *
 * @param waiting lets time pass
 */
public record FaultContext(
        PublishedKeyRing tokenKeys, PublishedKeyRing symmetricKeys, ErrorReplies errors, Consumer<Duration> waiting) {

    /** Waits in the thread that answers; a simulator that is closed meanwhile ends it. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
