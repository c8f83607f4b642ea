package dev.ksef.simulator.export;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All exports. Thread-safe. */
public final class ExportRegister {

    private final int maxRunning;
    private final Map<String, InvoiceExport> byReference = new LinkedHashMap<>();

    /**
     * Makes an empty register.
     *
     * @param maxRunning how many may run for one subject in one context
     */
    public ExportRegister(int maxRunning) {
        this.maxRunning = maxRunning;
    }

    /**
     * Adds an export.
     *
     * @throws dev.ksef.simulator.wire.BadRequest 21182 if too many run
     */
    synchronized void add(InvoiceExport export, Instant now) {
        long running = byReference.values().stream()
                .filter(other -> sameCaller(other.request(), export.request()) && other.running(now))
                .count();
        if (running >= maxRunning) {
            throw ExportRefusals.tooManyRunning(maxRunning);
        }
        byReference.put(export.request().referenceNumber(), export);
    }

    private static boolean sameCaller(InvoiceExport.Request one, InvoiceExport.Request other) {
        return one.context().equals(other.context()) && one.subject().equals(other.subject());
    }

    synchronized Optional<InvoiceExport> find(String referenceNumber) {
        return Optional.ofNullable(byReference.get(referenceNumber));
    }

    /** How many exports were begun. */
    public synchronized int started() {
        return byReference.size();
    }
}
