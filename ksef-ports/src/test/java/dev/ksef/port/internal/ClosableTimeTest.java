package dev.ksef.port.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.port.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosableTimeTest {

    private final ClosableTime time = new ClosableTime(Time.system());

    @Test
    void waiter_whenItIsClosed_isLetGo() throws Exception {
        CompletableFuture<Boolean> sleeper = waiting(time::sleepUntil, new CompletableFuture<>());
        CompletableFuture<Boolean> waiter = waiting(time::awaitUntil, new CompletableFuture<>());
        time.close();
        for (var ended : List.of(sleeper, waiter)) {
            assertThatThrownBy(() -> ended.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ClosedException.class);
        }
    }

    @Test
    void waiter_whoseSignalComes_isLetGo() throws Exception {
        var signal = new CompletableFuture<Void>();
        CompletableFuture<Boolean> sleeper = waiting(time::sleepUntil, signal);
        CompletableFuture<Boolean> waiter = waiting(time::awaitUntil, signal);
        signal.complete(null);
        assertThat(sleeper.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waiter_whoseInstantComes_goesOn() throws Exception {
        time.sleepUntil(time.millis() + 5);
        assertThat(time.sleepUntil(time.millis() + 5, new CompletableFuture<Void>()))
                .isFalse();
        assertThat(time.awaitUntil(time.millis() + 5, new CompletableFuture<Void>()))
                .isFalse();
    }

    @Test
    void closed_letsNobodyWait_butTellsTheTime() {
        time.close();
        assertThatThrownBy(() -> time.sleepUntil(0)).isInstanceOf(ClosedException.class);
        assertThat(time.millis()).isPositive();
    }

    @Test
    void waitThatBeginsAfterClosing_doesNotBegin() {
        var waits = new ArrayList<Long>();
        var recorded = new ClosableTime(new Time() {
            @Override
            public long millis() {
                return 0;
            }

            @Override
            public void sleepUntil(long atMillis) {
                waits.add(atMillis);
            }

            @Override
            public boolean sleepUntil(long atMillis, CompletableFuture<?> signal) {
                waits.add(atMillis);
                return signal.isDone();
            }

            @Override
            public boolean awaitUntil(long atMillis, CompletableFuture<?> work) {
                waits.add(atMillis);
                return work.isDone();
            }
        });
        recorded.close();
        var signal = new CompletableFuture<Void>();
        assertThatThrownBy(() -> recorded.sleepUntil(1)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> recorded.sleepUntil(1, signal)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> recorded.awaitUntil(1, signal)).isInstanceOf(ClosedException.class);
        assertThat(waits).isEmpty();
    }

    @Test
    void waiter_whoseThreadIsInterrupted_isLetGo() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> time.sleepUntil(Long.MAX_VALUE)).isInstanceOf(InterruptedException.class);
    }

    private interface Wait {

        boolean until(long atMillis, CompletableFuture<?> signal) throws InterruptedException;
    }

    private static CompletableFuture<Boolean> waiting(Wait wait, CompletableFuture<?> signal)
            throws InterruptedException {
        var ended = new CompletableFuture<Boolean>();
        var waiter = new Thread(() -> {
            try {
                ended.complete(wait.until(Long.MAX_VALUE, signal));
            } catch (InterruptedException | RuntimeException failure) {
                ended.completeExceptionally(failure);
            }
        });
        waiter.setDaemon(true);
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return ended;
    }
}
