package dev.ksef.simulator.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.wire.TooManyRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedCallsTest {

    private static final int CALLS = 3_000;

    private final FakeClock clock = new FakeClock("2026-11-23T13:37:21Z");
    private final CountedCalls calls = new CountedCalls();
    private final List<Instant> taken = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void calls_ofRandomTraffic_fillEachWindowAndNeverExceedIt(long seed) {
        Random random = new Random(seed);
        int second = 1 + random.nextInt(4);
        int minute = second + random.nextInt(8);
        WindowLimits limit = new WindowLimits(second, minute, minute + random.nextInt(8));

        for (int call = 0; call < CALLS; call++) {
            clock.advance(Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(400)));
            long wait = take(limit);
            // Most of the time a good client, so that there is something to count.
            clock.advance(Duration.ofSeconds(random.nextInt(10) == 0 ? 0 : wait));
        }

        for (RateWindow window : RateWindow.values()) {
            assertThat(fullest(window.span())).as("calls in a " + window).isEqualTo(limit.of(window));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void calls_thatWaitAsTold_areTakenAtTheSecondAttempt(long seed) {
        Random random = new Random(seed);
        WindowLimits limit = new WindowLimits(3, 10, 40);

        for (int call = 0; call < CALLS; call++) {
            clock.advance(Duration.ofMillis(random.nextInt(700)));
            long wait = take(limit);
            if (wait > 0) {
                clock.advance(Duration.ofSeconds(wait));
                assertThat(take(limit)).as("after waiting " + wait + " s").isZero();
            }
        }
    }

    @Test
    void calls_fromManyThreads_neverExceedAWindow() throws InterruptedException {
        WindowLimits limit = new WindowLimits(7, 50, 300);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int call = 0; call < CALLS; call++) {
            threads.execute(() -> {
                clock.advance(Duration.ofMillis(100));
                try {
                    calls.take(limit, clock);
                } catch (TooManyRequests tooMany) {
                    // Waits for what it is told, as all others do meanwhile.
                    clock.advance(Duration.ofSeconds(tooMany.retryAfterSeconds()));
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).as("all done").isTrue();
        assertThat(calls.peaks())
                .as("all windows were in use, and none above its limit")
                .hasSize(3)
                .allSatisfy(peak -> assertThat(peak.calls()).isBetween(1, peak.limit()));
    }

    @Test
    void limit_lowered_countsTheCallsBefore() {
        for (int call = 0; call < 5; call++) {
            clock.advance(Duration.ofSeconds(10));
            assertThat(take(new WindowLimits(-1, 100, -1)))
                    .as("within the limit")
                    .isZero();
        }

        assertThat(take(new WindowLimits(-1, 2, -1)))
                .as("until the fourth of five has left")
                .isEqualTo(50);
    }

    @Test
    void limit_none_countsNothing() {
        for (int call = 0; call < CALLS; call++) {
            take(WindowLimits.UNLIMITED);
        }

        assertThat(calls.peaks()).as("nothing kept").isEmpty();
        assertThat(take(new WindowLimits(1, 1, 1))).as("nothing counted").isZero();
    }

    /** How long to wait, in seconds: not at all if the call is taken. */
    private long take(WindowLimits limit) {
        try {
            calls.take(limit, clock);
            taken.add(clock.instant());
            return 0;
        } catch (TooManyRequests tooMany) {
            return tooMany.retryAfterSeconds();
        }
    }

    /** The most calls in any window that ends with a call, counted one by one. */
    private long fullest(Duration span) {
        return taken.stream()
                .mapToLong(end -> taken.stream()
                        .filter(call -> !call.isAfter(end) && call.isAfter(end.minus(span)))
                        .count())
                .max()
                .orElse(0);
    }
}
