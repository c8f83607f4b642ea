package dev.ksef.adapter.jdbc;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.internal.ClosedException;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Renews the leases of a storage at each third of their length, with one thread, which ends when none is left. */
final class Renewal implements AutoCloseable {

    private final LeaseRows rows;
    private final Set<Lease> held = ConcurrentHashMap.newKeySet();
    private final ReentrantLock starting = new ReentrantLock();
    /** The leases last by the clock of the database, which no clock of a test can move. */
    private final ClosableTime time = new ClosableTime(Time.system());

    private boolean isRunning;

    Renewal(LeaseRows rows) {
        this.rows = rows;
    }

    void add(Lease lease) {
        held.add(lease);
        starting.lock();
        try {
            if (!isRunning) {
                var thread = new Thread(this::renewAll, "ksef-jdbc-leases");
                thread.setDaemon(true);
                thread.start();
                isRunning = true;
            }
        } finally {
            starting.unlock();
        }
    }

    void remove(Lease lease) {
        held.remove(lease);
    }

    List<Lease> held() {
        return List.copyOf(held);
    }

    private void renewAll() {
        try {
            while (goesOn()) {
                time.sleepUntil(time.millis() + rows.length().toMillis() / 3);
                renewOnce(held());
            }
        } catch (InterruptedException | ClosedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn() {
        starting.lock();
        try {
            isRunning = !held.isEmpty();
            return isRunning;
        } finally {
            starting.unlock();
        }
    }

    /** If it fails, the leases are still there until somebody takes them: the next write decides. */
    private void renewOnce(List<Lease> leases) {
        try {
            if (!leases.isEmpty()) {
                rows.renew(leases);
            }
        } catch (KsefStorageException untilTheNextTime) {
            return;
        }
    }

    @Override
    public void close() {
        time.close();
    }
}
