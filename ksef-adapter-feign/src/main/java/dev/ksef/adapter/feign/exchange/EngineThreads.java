package dev.ksef.adapter.feign.exchange;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the JDK's client handles what arrives. Its selector hands everything to another thread, which costs more than the work
 * itself for a small answer. While one call alone is under way the selector does the work: nobody waits for it meanwhile. Beside
 * other exchanges, and for bodies that are read or written piece by piece, it is a thread of a pool, so that all cores decrypt
 * and a source that blocks keeps nobody else.
 */
final class EngineThreads implements Executor, AutoCloseable {

    private static final int CALL = 1;
    private static final int STREAM = 2;

    private final ExecutorService pool = DaemonThreads.pool("ksef-http", true);
    private final AtomicInteger load = new AtomicInteger();
    private final boolean alwaysApart;

    /** @param alwaysApart whether even a lone call must not keep the selector, since its TLS may ask a device or a user */
    EngineThreads(boolean alwaysApart) {
        this.alwaysApart = alwaysApart;
    }

    /** Notes an exchange whose bodies are in memory, until the load is closed. */
    Load call() {
        return new Load(CALL);
    }

    /** Notes an exchange with a body that is a stream, until the load is closed. */
    Load stream() {
        return new Load(STREAM);
    }

    @Override
    public void execute(Runnable work) {
        if (alwaysApart || load.get() > CALL) {
            pool.execute(work);
        } else {
            work.run();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    /** An exchange that is under way. Closing it more than once does nothing. */
    final class Load implements AutoCloseable {

        private final AtomicInteger weight;

        private Load(int weight) {
            this.weight = new AtomicInteger(weight);
            load.addAndGet(weight);
        }

        @Override
        public void close() {
            load.addAndGet(-weight.getAndSet(0));
        }
    }
}
