package dev.ksef.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefException;
import dev.ksef.testkit.time.FakeTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunningSyncTest {

    private final FakeTime time = FakeTime.at(Instant.parse("2026-11-02T09:00:00Z"));

    @Test
    void error_isToldLikeAFailure_andTheNextRunComes() throws InterruptedException {
        var mine = new StackOverflowError("mine");
        BlockingQueue<RuntimeException> told = new LinkedBlockingQueue<>();
        try (RunningSync running = RunningSync.every(
                RunningSync.USUAL_INTERVAL,
                () -> {
                    throw mine;
                },
                reports -> {},
                failure -> {
                    told.add(failure);
                    throw new AssertionError("a listener that fails, too");
                },
                time)) {
            for (int run = 1; run <= 2; run++) {
                assertThat(told.take()).isInstanceOf(KsefException.class).hasCause(mine);
            }
            assertThat(running.isRunning()).isTrue();
        }
    }

    @Test
    void synchronisation_thatItsOwnListenerCloses_ends() throws InterruptedException {
        BlockingQueue<RunningSync> made = new LinkedBlockingQueue<>();
        BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();
        RunningSync running = RunningSync.every(
                RunningSync.USUAL_INTERVAL,
                List::of,
                reports -> {
                    try {
                        made.take().close();
                    } catch (InterruptedException interrupted) {
                        throw new AssertionError(interrupted);
                    }
                    closed.add(true);
                },
                failure -> {},
                time);
        made.add(running);
        assertThat(closed.take()).isTrue();
        while (running.isRunning()) {
            Thread.onSpinWait();
        }
    }
}
