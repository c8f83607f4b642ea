package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.thread.TestThreads;
import dev.ksef.testkit.time.SteppedTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waits of the threads of one JVM for a thread whose disk hangs: they go by the given clock, and somebody can end them. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileLocksTest {

    @TempDir
    private Path directory;

    private final SteppedTime time = SteppedTime.at("2026-11-02T10:00:00Z");
    private final TestThreads threads = new TestThreads();
    private HangingDisk disk;
    private FileTokenStore store;
    private Future<?> writer;

    @BeforeEach
    void hang() throws Exception {
        disk = new HangingDisk(directory);
        store = FileTokenStore.open(disk, StoreFixture.KEY, time);
        writer = threads.start(saving(1));
        disk.writing.await();
    }

    @AfterEach
    void goOn() throws Exception {
        disk.goOn.countDown();
        store.close();
        threads.end();
    }

    @Test
    void savingBehindOneThatHangs_endsByTheGivenClock() throws Exception {
        var waiting = new CountDownLatch(1);
        Future<?> second = threads.start(() -> {
            waiting.countDown();
            return saving(2).call();
        });
        waiting.await();
        while (!second.isDone()) {
            time.advance(Duration.ofSeconds(30));
        }
        assertFails(second, "did not finish writing");
    }

    @Test
    void savingBehindOneThatHangs_endsByAnInterrupt_whichIsKept() throws Exception {
        Future<Boolean> second = threads.start(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(saving(2)::call)
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("Interrupted");
            return Thread.currentThread().isInterrupted();
        });
        assertThat(second.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void savingBehindOneThatHangs_endsWhenTheStoreIsClosed() throws Exception {
        var waiting = new CountDownLatch(1);
        Future<?> second = threads.start(() -> {
            waiting.countDown();
            return saving(2).call();
        });
        waiting.await();
        store.close();
        assertFails(second, "closed");
    }

    @Test
    void waitForTheLockOfAKey_endsWhenTheStoreIsClosed() throws Exception {
        var inside = new CountDownLatch(1);
        threads.start(() -> store.exclusively(StoreFixture.WHOSE, Deadline.NEVER, () -> {
            inside.countDown();
            return disk.hang();
        }));
        inside.await();
        var waiting = new CountDownLatch(1);
        Future<?> second = threads.start(() -> {
            waiting.countDown();
            return store.exclusively(StoreFixture.WHOSE, Deadline.NEVER, () -> "never");
        });
        waiting.await();
        store.close();
        assertFails(second, "closed");
    }

    @Test
    void savingBehindAnother_isDoneAfterIt() throws Exception {
        Future<?> second = threads.start(saving(2));
        disk.goOn.countDown();
        writer.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        second.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(2));
    }

    private Callable<Boolean> saving(int number) {
        return () -> {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(number));
            return true;
        };
    }

    private static void assertFails(Future<?> call, String why) {
        assertThatThrownBy(() -> call.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining(why);
    }

    /** Does not write until it may go on. */
    private static final class HangingDisk extends StoreDirectory {

        final CountDownLatch writing = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        HangingDisk(Path directory) {
            super(directory);
        }

        @Override
        void write(String name, byte[] content) throws IOException {
            writing.countDown();
            hang();
            super.write(name, content);
        }

        boolean hang() {
            try {
                return goOn.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
