package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.acquire;
import static dev.ksef.domain.limit.Calls.call;
import static dev.ksef.domain.limit.Calls.context;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.time.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What nobody needs any more is forgotten, and nothing else. */
class ForgettingTest {

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time);

    @Test
    void contextsThatComeAndGo_areNotKept() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            acquire(limiter, send(i), 1);
            time.advance(Duration.ofSeconds(60));
        }
        assertThat(limiter.quotas()).isLessThan(300);
    }

    @Test
    void whatIsInAWindow_orBlocked_orTold_isKept() throws Exception {
        limiter.limit(ENVIRONMENT, context(2), limits(new RateLimit(1, 2, 3), null));
        acquire(limiter, send(0), 120);
        limiter.penalise(send(1), time.millis() + 86_400_000);
        Instant blocked = limiter.whenFor(send(1), 1);
        acquire(limiter, send(2), 1);
        for (int i = 3; i < 5_000; i++) {
            acquire(limiter, send(i), 1);
        }
        Instant full = limiter.whenFor(send(0), 61);
        assertThat(full).isAfter(time.instant().plusSeconds(3_000));
        time.advance(Duration.ofMinutes(65));
        for (int i = 5_000; i < 20_000; i++) {
            acquire(limiter, send(i), 1);
        }
        assertThat(limiter.quotas()).isLessThan(20_000);
        assertThat(limiter.whenFor(send(1), 1)).isEqualTo(blocked);
        assertThat(limiter.whenFor(send(2), 4))
                .as("by the limit that was told")
                .isAfter(time.instant().plusSeconds(3_000));
    }

    @Test
    void quotaThatSomebodyWaitsFor_isKept_andABlockReachesWhoWaits() throws Exception {
        var stepped = SteppedTime.at("2026-11-02T10:00:00Z");
        var busy = SlidingRateLimiter.of(stepped);
        long begin = stepped.millis();
        busy.limit(ENVIRONMENT, context(1), limits(null, new RateLimit(1, -1, -1)));
        acquire(busy, send(1), 1);
        var waiter = BackgroundCall.waiting(() -> {
            busy.acquire(send(0), new Deadline(begin + 5_000));
            return stepped.millis();
        });
        for (int i = 2; i < 1_000; i++) {
            busy.whenFor(send(i), 1);
        }
        busy.penalise(send(0), begin + 10_000);
        assertThat(waiter.failure()).isInstanceOf(KsefRateLimitedException.class);
    }

    @Test
    void gateThatWasRetired_takesNothingMore() throws Exception {
        var allowance = WindowAllowance.of(new RateLimit(10, -1, -1), WindowLengths.OF_KSEF);
        var gate = new RateLimitGate(
                new CallQuota(allowance),
                new CallQuota(WindowAllowance.of(RateLimit.UNLIMITED, WindowLengths.OF_KSEF)),
                time,
                new AtomicLong());
        assertThat(gate.retire(time.millis(), time.millis())).isTrue();
        assertThat(gate.pass(send(0), Deadline.NEVER, new CompletableFuture<>()))
                .isEqualTo(RateLimitGate.Passage.RETIRED);
        assertThat(gate.add(new long[0], Long.MAX_VALUE)).isFalse();
    }

    @Test
    void callsThatMeetTheForgetting_areCountedAllTheSame() throws Exception {
        var stepped = SteppedTime.at("2026-11-02T10:00:00Z");
        var busy = SlidingRateLimiter.of(stepped);
        for (int round = 0; round < 50; round++) {
            stepped.advance(Duration.ofHours(2));
            int first = 1_000 * (round + 1);
            ExecutorService threads = Executors.newFixedThreadPool(5);
            try {
                List<Future<?>> parts = new ArrayList<>();
                for (int thread = 0; thread < 5; thread++) {
                    int part = thread;
                    parts.add(threads.submit(() -> {
                        for (int i = 0; i < 200; i++) {
                            busy.whenFor(send(first + 200 * part + i), 1);
                            if (i % 100 == 0) {
                                busy.acquire(send(0), Deadline.NEVER);
                            }
                        }
                        return null;
                    }));
                }
                for (Future<?> part : parts) {
                    part.get(2, TimeUnit.MINUTES);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(busy.whenFor(send(0), 1))
                    .as("all ten of a second have left")
                    .isEqualTo(Instant.ofEpochMilli(stepped.millis() + 1_200));
        }
    }

    private static LimitedCall send(int context) {
        return call(context(context), RateLimitGroup.INVOICE_SEND);
    }
}
