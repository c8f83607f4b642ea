package dev.ksef.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.thread.TestThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A key that another thread works on, alone, until this is closed. */
final class OccupiedKey implements AutoCloseable {

    private final CountDownLatch release = new CountDownLatch(1);
    private final TestThreads threads = new TestThreads();
    private final Future<Boolean> work;

    OccupiedKey(TokenStore store, TokenKey key) throws InterruptedException {
        var begun = new CountDownLatch(1);
        work = threads.start(() -> store.exclusively(key, Deadline.NEVER, () -> {
            begun.countDown();
            return released();
        }));
        assertThat(begun.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the work of the other thread began")
                .isTrue();
    }

    private boolean released() {
        try {
            return release.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isOccupied() {
        return !work.isDone();
    }

    @Override
    public void close() throws Exception {
        release.countDown();
        assertThat(work.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        threads.close();
    }
}
