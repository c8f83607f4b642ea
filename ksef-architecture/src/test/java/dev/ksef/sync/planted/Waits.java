package dev.ksef.sync.planted;

import com.google.common.util.concurrent.Uninterruptibles;
import java.lang.ref.ReferenceQueue;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Each method breaks WAITING_IS_DONE_IN_ONE_PLACE in another way. */
final class Waits {

    /** What may be interrupted. */
    interface Wait {
        void of(long time) throws Exception;
    }

    /** A future of our own, which waits as that of the JDK does. */
    static final class OwnFuture extends CompletableFuture<String> {}

    void sleep() throws Exception {
        Thread.sleep(1);
    }

    Wait sleepByReference() {
        return Thread::sleep;
    }

    Wait sleepInALambda() {
        return time -> TimeUnit.SECONDS.sleep(time);
    }

    void join(Thread thread) throws Exception {
        thread.join();
    }

    void joinForATime(Thread thread) throws Exception {
        thread.join(1);
    }

    void joinByUnit(Thread thread) throws Exception {
        TimeUnit.SECONDS.timedJoin(thread, 1);
    }

    void yields() {
        Thread.yield();
    }

    void spins() {
        Thread.onSpinWait();
    }

    void monitor(Object monitor) throws Exception {
        monitor.wait();
    }

    void monitorForATime(Object monitor) throws Exception {
        monitor.wait(1);
    }

    Object future(Future<?> future) throws Exception {
        return future.get();
    }

    Object futureForATime(Future<?> future) throws Exception {
        return future.get(1, TimeUnit.SECONDS);
    }

    Callable<Object> futureByReference(Future<Object> future) {
        return future::get;
    }

    Object ownFutureForATime(OwnFuture future) throws Exception {
        return future.get(1, TimeUnit.SECONDS);
    }

    Object joinedFuture(CompletableFuture<?> future) {
        return future.join();
    }

    Supplier<Object> joinedFutureByReference(CompletableFuture<Object> future) {
        return future::join;
    }

    Object futureThatTimesOut(CompletableFuture<?> future) {
        return future.orTimeout(1, TimeUnit.SECONDS);
    }

    Object futureThatCompletesLater(CompletableFuture<String> future) {
        return future.completeOnTimeout("", 1, TimeUnit.SECONDS);
    }

    Executor delayed() {
        return CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
    }

    Object task(ForkJoinTask<?> task) {
        return task.join();
    }

    void latch(CountDownLatch latch) throws Exception {
        latch.await();
    }

    boolean latchForATime(CountDownLatch latch) throws Exception {
        return latch.await(1, TimeUnit.SECONDS);
    }

    void condition(Condition condition) {
        condition.awaitUninterruptibly();
    }

    boolean conditionForATime(Condition condition) throws Exception {
        return condition.await(1, TimeUnit.SECONDS);
    }

    long conditionForNanos(Condition condition) throws Exception {
        return condition.awaitNanos(1);
    }

    boolean conditionUntil(Condition condition) throws Exception {
        return condition.awaitUntil(new Date(0));
    }

    void barrier(CyclicBarrier barrier) throws Exception {
        barrier.await();
    }

    int phase(Phaser phaser) {
        return phaser.arriveAndAwaitAdvance();
    }

    Object exchange(Exchanger<Object> exchanger) throws Exception {
        return exchanger.exchange("");
    }

    Object take(BlockingQueue<?> queue) throws Exception {
        return queue.take();
    }

    void put(BlockingQueue<Object> queue) throws Exception {
        queue.put("");
    }

    Object pollForATime(BlockingQueue<?> queue) throws Exception {
        return queue.poll(1, TimeUnit.SECONDS);
    }

    boolean offerForATime(BlockingQueue<Object> queue) throws Exception {
        return queue.offer("", 1, TimeUnit.SECONDS);
    }

    Object references(ReferenceQueue<?> queue) throws Exception {
        return queue.remove();
    }

    Object watch(WatchService service) throws Exception {
        return service.poll(1, TimeUnit.SECONDS);
    }

    boolean termination(ExecutorService executor) throws Exception {
        return executor.awaitTermination(1, TimeUnit.SECONDS);
    }

    Object all(ExecutorService executor) throws Exception {
        return executor.invokeAll(List.of());
    }

    Object schedule(ScheduledExecutorService executor, Runnable task) {
        return executor.schedule(task, 1, TimeUnit.SECONDS);
    }

    Object scheduleAgainAndAgain(ScheduledExecutorService executor, Runnable task) {
        return executor.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS);
    }

    Timer timer() {
        return new Timer();
    }

    void timerTask(Timer timer, TimerTask task) {
        timer.schedule(task, 1);
    }

    void permit(Semaphore semaphore) throws Exception {
        semaphore.acquire();
    }

    void permitWithoutInterrupt(Semaphore semaphore) {
        semaphore.acquireUninterruptibly();
    }

    boolean permitForATime(Semaphore semaphore) throws Exception {
        return semaphore.tryAcquire(1, TimeUnit.SECONDS);
    }

    boolean lockForATime(Lock lock) throws Exception {
        return lock.tryLock(1, TimeUnit.SECONDS);
    }

    void park() {
        LockSupport.park();
    }

    void parkForATime() {
        LockSupport.parkNanos(1);
    }

    void parkUntil() {
        LockSupport.parkUntil(1);
    }

    int process(Process process) throws Exception {
        return process.waitFor();
    }

    boolean processForATime(Process process) throws Exception {
        return process.waitFor(1, TimeUnit.SECONDS);
    }

    Object exchangeOverHttp(HttpClient client, HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.discarding());
    }

    HttpClient.Builder connection(HttpClient.Builder client) {
        return client.connectTimeout(Duration.ofSeconds(1));
    }

    void library() {
        Uninterruptibles.sleepUninterruptibly(Duration.ofSeconds(1));
    }
}
