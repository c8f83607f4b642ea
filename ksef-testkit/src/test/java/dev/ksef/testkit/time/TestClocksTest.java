package dev.ksef.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the clocks of tests treat who waits for work. */
class TestClocksTest {

    private static final String BEGIN = "2026-11-02T10:00:00Z";

    private final CompletableFuture<Void> work = new CompletableFuture<>();

    @Test
    void fakeTime_isNotMovedByAWaitForWork_norEndsIt() throws Exception {
        FakeTime time = FakeTime.at(BEGIN);
        CompletableFuture<Boolean> waiter = waiting(time, Duration.ofMinutes(2));
        time.sleepUntil(time.millis() + 3_600_000);
        assertThat(waiter).as("an hour was slept meanwhile").isNotDone();
        work.complete(null);
        assertThat(waiter.get(10, TimeUnit.SECONDS)).as("done").isTrue();
        assertThat(time.slept()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void steppedTime_endsAWaitForWork_whenItReachesTheInstant() throws Exception {
        SteppedTime time = SteppedTime.at(BEGIN);
        CompletableFuture<Boolean> waiter = waiting(time, Duration.ofMinutes(2));
        time.advance(Duration.ofSeconds(119));
        assertThat(waiter).isNotDone();
        time.advance(Duration.ofSeconds(1));
        assertThat(waiter.get(10, TimeUnit.SECONDS)).as("done").isFalse();
    }

    private CompletableFuture<Boolean> waiting(Time time, Duration patience) throws InterruptedException {
        long until = time.millis() + patience.toMillis();
        var ended = new CompletableFuture<Boolean>();
        var waiter = new Thread(() -> {
            try {
                ended.complete(time.awaitUntil(until, work));
            } catch (InterruptedException interrupted) {
                ended.completeExceptionally(interrupted);
            }
        });
        waiter.setDaemon(true);
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING && waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        return ended;
    }
}
