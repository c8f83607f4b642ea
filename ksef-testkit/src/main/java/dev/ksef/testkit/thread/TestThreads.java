package dev.ksef.testkit.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that begin together; a failure of one is the failure of the test. */
public final class TestThreads implements AutoCloseable {

    /** Long enough for the slowest machine: it ends a test that hangs, and measures nothing. */
    public static final int PATIENCE_SECONDS = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What one of the threads does. */
    public interface Part {

        void play(int number) throws Exception;
    }

    /** Lets as many threads do the same at once, and waits for all. */
    public static void runTogether(int size, Part part) throws Exception {
        var start = new CyclicBarrier(size);
        try (var threads = new TestThreads()) {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int number = i;
                parts.add(threads.start(() -> {
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
    public <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    /** Interrupts whoever is still there. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
