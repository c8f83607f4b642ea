package dev.ksef;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads for work that no caller waits for. They start when there is work, and end when they are idle. */
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
