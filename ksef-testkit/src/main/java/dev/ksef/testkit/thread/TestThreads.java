package dev.ksef.testkit.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads of a test. What one of them throws fails the test. */
public final class TestThreads implements AutoCloseable {

    /** How long a test waits for a thread: long enough for a slow machine, so that only a test that hangs meets it. */
    public static final int PATIENCE_SECONDS = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** The work of one of several threads. */
    public interface NumberedTask {

        /**
         * Does the work.
         *
         * @param number of the thread, from 0
         */
        void run(int number) throws Exception;
    }

    /** Runs a task on several threads that begin together, and waits for all of them. */
    public static void runTogether(int size, NumberedTask task) throws Exception {
        var start = new CyclicBarrier(size);
        try (var threads = new TestThreads()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int number = i;
                runs.add(threads.start(() -> {
                    start.await();
                    task.run(number);
                    return number;
                }));
            }
            for (Future<?> each : runs) {
                each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** Starts work on a thread. */
    public <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    /**
     * Interrupts the threads that are still at work and waits for their end, for tests whose folder is deleted afterwards.
     *
     * @throws IllegalStateException if one of them goes on for longer than {@link #PATIENCE_SECONDS}
     */
    public void end() throws InterruptedException {
        close();
        if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("A thread of this test does not end");
        }
    }

    /** Interrupts the threads that are still at work. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
