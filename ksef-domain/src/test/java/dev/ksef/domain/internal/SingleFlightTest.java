package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.port.internal.ClosableTime;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.time.SteppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final SingleFlight<Integer> flight = new SingleFlight<>("working", Time.system());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void stop() {
        mayEnd.countDown();
        threads.shutdownNow();
    }

    @Test
    void result_wantedByMany_isWorkedForOnce() throws Exception {
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(threads.submit(() -> flight.result(in(20), this::work)));
        }
        begun.await();
        while (((ThreadPoolExecutor) threads).getActiveCount() < 20) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        for (Future<Integer> result : results) {
            assertThat(result.get(20, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(runs.get())
                .as("a late comer may work anew, a waiting one may not")
                .isLessThan(20);
    }

    @Test
    void waiting_isEndedByTheWaitersDeadline_whileTheWorkerGoesOn() throws Exception {
        Future<Integer> worker = threads.submit(() -> flight.result(in(20), this::work));
        begun.await();
        assertThatThrownBy(() -> flight.result(Deadline.after(Duration.ofMillis(50), Time.system()), this::work))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("working");
        mayEnd.countDown();
        assertThat(worker.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void waiting_isEndedByTheClockThatWasGiven_notByTheMachines() throws Exception {
        SteppedTime time = SteppedTime.at("2026-11-02T10:00:00Z");
        var stepped = new SingleFlight<Integer>("working", time);
        Deadline inAnHour = Deadline.after(Duration.ofHours(1), time);
        threads.submit(() -> stepped.result(Deadline.NEVER, this::work));
        begun.await();
        BackgroundCall waiter = BackgroundCall.waiting(
                () -> stepped.result(inAnHour, this::work).longValue());

        time.advance(Duration.ofHours(1));
        assertThat(waiter.failure())
                .as("an hour of the given clock has passed, and no second of the machine's")
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("working");
    }

    @Test
    void waiting_isEndedWhenTheClientIsClosed_andTellsSo() throws Exception {
        var time = new ClosableTime(SteppedTime.at("2026-11-02T10:00:00Z"));
        var closed = new SingleFlight<Integer>("working", time);
        threads.submit(() -> closed.result(Deadline.NEVER, this::work));
        begun.await();
        BackgroundCall waiter = BackgroundCall.waiting(
                () -> closed.result(Deadline.NEVER, this::work).longValue());

        time.close();
        assertThat(waiter.failure())
                .as("the caller is told as by every other wait of a closed client")
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("closed")
                .hasMessageContaining("working");
    }

    @Test
    void interruptOfAWaiter_harmsOnlyTheWaiter() throws Exception {
        Future<Integer> worker = threads.submit(() -> flight.result(in(20), this::work));
        begun.await();
        var failure = new CompletableFuture<Throwable>();
        var waiter = new Thread(() -> {
            try {
                flight.result(in(20), this::work);
            } catch (KsefException interrupted) {
                failure.complete(
                        Thread.currentThread().isInterrupted() ? interrupted : new AssertionError("flag lost"));
            }
        });
        waiter.start();
        waiter.interrupt();
        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(KsefDeadlineException.class);
        mayEnd.countDown();
        assertThat(worker.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void failure_isGivenToAllWhoWaited_andTheNextTriesAnew() throws Exception {
        var failure = new KsefException("no");
        Future<Integer> worker = threads.submit(() -> flight.result(in(20), () -> {
            work();
            throw failure;
        }));
        begun.await();
        Future<Integer> waiter = threads.submit(() -> flight.result(in(20), this::work));
        while (((ThreadPoolExecutor) threads).getActiveCount() < 2) {
            Thread.onSpinWait();
        }
        Thread.sleep(50);
        mayEnd.countDown();
        assertThatThrownBy(worker::get).hasCause(failure);
        assertThatThrownBy(waiter::get).hasCause(failure);
        assertThat(flight.result(in(20), () -> 7)).isEqualTo(7);
    }

    @Test
    void workerThatRunsOutOfTime_doesNotFailThoseWhoHaveSome() throws Exception {
        Future<Integer> worker = threads.submit(() -> flight.result(in(20), () -> {
            work();
            throw new KsefDeadlineException("my own deadline", null);
        }));
        begun.await();
        Future<Integer> waiter = threads.submit(() -> flight.result(in(20), () -> 42));
        while (((ThreadPoolExecutor) threads).getActiveCount() < 2) {
            Thread.onSpinWait();
        }
        Thread.sleep(50);
        mayEnd.countDown();
        assertThatThrownBy(worker::get).hasCauseInstanceOf(KsefDeadlineException.class);
        assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(42);
    }

    @Test
    void workerWhoseCallTimesOutAtItsOwnDeadline_doesNotFailThoseWhoHaveMore() throws Exception {
        Deadline soon = Deadline.after(Duration.ofMillis(30), Time.system());
        Future<Integer> worker = threads.submit(() -> flight.result(soon, () -> {
            work();
            throw new KsefTransportException("it took too long", KsefTransportException.Delivery.UNKNOWN, null);
        }));
        begun.await();
        Future<Integer> waiter = threads.submit(() -> flight.result(in(20), () -> 42));
        while (((ThreadPoolExecutor) threads).getActiveCount() < 2) {
            Thread.onSpinWait();
        }
        Thread.sleep(60);
        mayEnd.countDown();
        assertThatThrownBy(worker::get).hasCauseInstanceOf(KsefTransportException.class);
        assertThat(waiter.get(20, TimeUnit.SECONDS)).isEqualTo(42);
    }

    @Test
    void block_thatNoWaiterHasTimeFor_isGivenToAll_andNobodyMakesItLonger() throws Exception {
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(threads.submit(() -> flight.result(in(20), () -> {
                work();
                throw Faked.rateLimited(Duration.ofMinutes(5));
            })));
        }
        begun.await();
        while (((ThreadPoolExecutor) threads).getActiveCount() < 20) {
            Thread.onSpinWait();
        }
        Thread.sleep(100);
        mayEnd.countDown();
        for (Future<Integer> result : results) {
            assertThatThrownBy(() -> result.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(KsefRateLimitedException.class);
        }
        assertThat(runs.get()).isLessThan(5);
    }

    private int work() {
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return runs.incrementAndGet();
    }

    private static Deadline in(int seconds) {
        return Deadline.after(Duration.ofSeconds(seconds), Time.system());
    }
}
