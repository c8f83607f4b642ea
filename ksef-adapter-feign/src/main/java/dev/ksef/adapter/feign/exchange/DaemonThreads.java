package dev.ksef.adapter.feign.exchange;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Makes threads that keep no JVM alive. */
final class DaemonThreads {

    private DaemonThreads() {}

    static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** As many threads as there is work, which end when there is none for a minute. */
    static ExecutorService pool(String name) {
        return Executors.newCachedThreadPool(named(name));
    }
}
