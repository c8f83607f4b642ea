package dev.ksef.simulator;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What faults work with.
 *
 * @param waiting lets time pass
 */
record FaultMeans(KeyRing tokenKeys, KeyRing symmetricKeys, ErrorReplies errors, Consumer<Duration> waiting) {

    /** Waits in the thread that answers; a simulator that is closed meanwhile ends it. */
    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
