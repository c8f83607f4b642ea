package dev.ksef.sync.planted;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Keeps WAITING_IS_DONE_IN_ONE_PLACE: it reckons with spans of time, and takes what is there already. */
final class NeverWaits {

    /** A place to wait that is handed in, as Time is. */
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    Instant reckon(Instant instant, Duration duration) {
        return instant.plus(duration.plus(duration)).minus(duration);
    }

    long convert(Duration duration) {
        return TimeUnit.SECONDS.convert(duration) + TimeUnit.MINUTES.toMillis(1);
    }

    FileTime ofAFile() {
        return FileTime.from(1, TimeUnit.SECONDS);
    }

    Object atOnce(BlockingQueue<Object> queue) {
        return queue.offer("") ? queue.poll() : queue.peek();
    }

    Object alreadyThere(CompletableFuture<?> future) {
        return future.isDone() ? future.getNow(null) : future.thenRun(() -> {});
    }

    boolean lock(Lock lock, Semaphore semaphore) throws InterruptedException {
        lock.lockInterruptibly();
        lock.unlock();
        lock.lock();
        lock.unlock();
        return lock.tryLock() || semaphore.tryAcquire();
    }

    void wake(Object monitor, Condition condition, CountDownLatch latch, Thread thread) {
        synchronized (monitor) {
            monitor.notifyAll();
        }
        condition.signalAll();
        latch.countDown();
        thread.interrupt();
    }

    void handedIn(Sleeper sleeper) throws InterruptedException {
        sleeper.sleep(Duration.ofSeconds(1));
    }

    ThreadPoolExecutor threads() {
        return new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }
}
