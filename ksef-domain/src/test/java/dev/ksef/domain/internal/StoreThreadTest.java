package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.testkit.thread.TestThreads;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that ask stores, one after the other, for callers who know nothing of each other. */
@Timeout(120)
class StoreThreadTest {

    private static final int MANY = 200;

    private static <T> T asked(Supplier<T> question) throws Exception {
        return StoreThread.start(question).get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void threadThatIsDone_takesAnotherQuestion() throws Exception {
        Set<Thread> threads = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            threads.add(asked(Thread::currentThread));
        }
        assertThat(threads)
                .hasSizeLessThan(MANY)
                .allSatisfy(thread -> assertThat(thread.isDaemon()).isTrue());
    }

    @Test
    void storesThatHang_keepNoOtherWaiting() throws Exception {
        var goOn = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                hanging.add(StoreThread.start(() -> awaited(goOn)));
            }
            assertThat(asked(() -> "answer")).isEqualTo("answer");
            assertThat(hanging).noneMatch(CompletableFuture::isDone);
        } finally {
            goOn.countDown();
        }
        for (CompletableFuture<Boolean> each : hanging) {
            assertThat(each.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException unexpected) {
            return false;
        }
    }

    @Test
    void classLoaderOfEachCaller_isThatOfItsQuestion() throws Exception {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        try (var other = new URLClassLoader(new URL[0], before)) {
            for (int i = 0; i < MANY; i++) {
                ClassLoader own = i % 2 == 0 ? other : before;
                caller.setContextClassLoader(own);
                assertThat(asked(() -> Thread.currentThread().getContextClassLoader()))
                        .isSameAs(own);
            }
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void threadThatIsDone_keepsNoClassLoader() throws Exception {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        Thread store;
        try (var stopped = new URLClassLoader(new URL[0], before)) {
            caller.setContextClassLoader(stopped);
            store = asked(Thread::currentThread);
            caller.setContextClassLoader(before);
            // An answer is there a moment before its thread is done.
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestThreads.PATIENCE_SECONDS);
            while (store.getContextClassLoader() == stopped && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(store.getContextClassLoader()).isNotSameAs(stopped);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void whatACallerLeavesToItsThreads_reachesNoStore() throws Exception {
        var inherited = new InheritableThreadLocal<String>();
        inherited.set("of this caller");
        var goOn = new CountDownLatch(1);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        // So many at a time that some threads are new.
        for (int i = 0; i < 2 * MANY; i++) {
            answers.add(StoreThread.start(() -> awaited(goOn) ? inherited.get() : "late"));
        }
        goOn.countDown();
        for (CompletableFuture<String> each : answers) {
            assertThat(each.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void interruptThatAStoreLeavesBehind_isNotThatOfTheNextQuestion() throws Exception {
        for (int i = 0; i < MANY; i++) {
            assertThat(asked(() -> {
                        boolean before = Thread.currentThread().isInterrupted();
                        Thread.currentThread().interrupt();
                        return before;
                    }))
                    .isFalse();
        }
    }
}
