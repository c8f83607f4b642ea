package dev.ksef.simulator.storage;

import java.time.Duration;

/**
 * When an invoice gets where, counted from when it was sent. All invoices of a session share one.
 *
 * @param untilNumber until it has its number
 * @param untilAvailable until it can be downloaded
 * @param untilStored until its date of permanent storage
 */
public record KeepingTimes(Duration untilNumber, Duration untilAvailable, Duration untilStored) {

    /** Between the end of an invoice's delays and its date of permanent storage. */
    public static final Duration MOMENT = Duration.ofMillis(1);

    public static KeepingTimes of(Duration processing, StorageDelays delays) {
        Duration available = processing.plus(delays.availability());
        return new KeepingTimes(
                processing, available, available.plus(delays.permanentStorage()).plus(MOMENT));
    }
}
