package dev.ksef.spring;

/**
 * A run of the synchronisation, or a reconciliation, failed as a whole; the next one comes at its time. Published as an event of the
 * application, and logged as a warning.
 *
 * @param work what failed, such as {@code the synchronisation}
 */
public record KsefWorkFailed(String work, RuntimeException failure) {}
