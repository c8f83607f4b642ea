package dev.ksef.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that begin together; a failure of one is the failure of the test. */
final class Crowd implements AutoCloseable {

    /** Long enough for the slowest machine: it ends a test that hangs, and measures nothing. */
    static final int PATIENCE_SECONDS = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What one of the threads does. */
    interface Part {

        void play(int number) throws Exception;
    }

    /** Lets as many threads do the same at once, and waits for all. */
    static void of(int size, Part part) throws Exception {
        var start = new CyclicBarrier(size);
        try (var crowd = new Crowd()) {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int number = i;
                parts.add(crowd.start(() -> {
                    start.await();
                    part.play(number);
                    return number;
                }));
            }
            for (Future<?> each : parts) {
                each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** Starts a thread. */
    <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    /** Interrupts whoever is still there. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
