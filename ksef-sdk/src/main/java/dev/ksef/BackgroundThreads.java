package dev.ksef;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads for what nobody waits for. They start when there is something to do, and end when there is not. */
final class BackgroundThreads implements Executor, AutoCloseable {

    private static final int MOST = 4;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    BackgroundThreads() {
        threads = new ThreadPoolExecutor(
                MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), runnable -> {
                    var thread = new Thread(runnable, "ksef-background");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable action) {
        threads.execute(action);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
