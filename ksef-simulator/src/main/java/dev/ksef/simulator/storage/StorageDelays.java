package dev.ksef.simulator.storage;

import java.time.Duration;

/**
 * How long KSeF takes to keep an invoice that has its number.
 *
 * @param availability until it can be downloaded
 * @param permanentStorage from then until it is stored for good, and queries find it
 */
public record StorageDelays(Duration availability, Duration permanentStorage) {}
