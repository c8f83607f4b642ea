package dev.ksef.adapter.feign.exchange;

import java.util.Optional;
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

    /**
     * As many threads as there is work, so that none waits for another: virtual ones where the JDK has them, otherwise threads
     * that end when there is no work for a minute.
     *
     * @param waitsWithoutMonitors whether all work is known to wait outside of monitors
     */
    static ExecutorService pool(String name, boolean waitsWithoutMonitors) {
        return Optional.of(name)
                .filter(any -> waitsWithoutMonitors || VirtualThreads.serveAnyCode())
                .flatMap(VirtualThreads::executor)
                .orElseGet(() -> Executors.newCachedThreadPool(named(name)));
    }
}
