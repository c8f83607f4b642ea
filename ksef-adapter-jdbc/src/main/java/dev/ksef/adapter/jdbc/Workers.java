package dev.ksef.adapter.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads for acts that a caller must not wait for without end, and that must not get what belongs to the caller's thread, such
 * as a connection in a transaction. They end when they have nothing to do.
 */
final class Workers {

    private static final int IDLE_SECONDS = 1;

    private final ExecutorService threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                var thread = new Thread(work, "ksef-jdbc");
                thread.setDaemon(true);
                return thread;
            });

    <T> CompletableFuture<T> start(Supplier<T> act) {
        return CompletableFuture.supplyAsync(act, threads);
    }

    ExecutorService threads() {
        return threads;
    }

    /** Starts what may fail: the outcome tells so. */
    CompletableFuture<Void> run(Runnable act) {
        return CompletableFuture.runAsync(act, threads);
    }
}
