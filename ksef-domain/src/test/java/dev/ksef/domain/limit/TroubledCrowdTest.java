package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.call;
import static dev.ksef.domain.limit.Calls.context;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crowds of all urgencies at many quotas and a shared one, by the clock of the machine, while everything happens at once. */
class TroubledCrowdTest {

    private static final int THREADS = 32;
    private static final int CALLS = 40;
    private static final int CONTEXTS = 5;
    private static final WindowLengths WINDOWS = new WindowLengths(4, 12, 40);
    private static final RateLimit OWN = new RateLimit(4, 8, -1);
    private static final RateLimit ALL = new RateLimit(10, 25, 70);
    private static final List<RateLimitGroup> GROUPS = List.of(
            RateLimitGroup.INVOICE_SEND,
            RateLimitGroup.INVOICE_STATUS,
            RateLimitGroup.INVOICE_DOWNLOAD,
            RateLimitGroup.PUBLIC);

    private final ConcurrentLinkedQueue<Long> left = new ConcurrentLinkedQueue<>();
    private final LastLook time = new LastLook(Time.system());
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time, WINDOWS);

    /** A lost wake-up would leave somebody waiting for ever. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyCall_ends_andTheSharedWindowsHold(int round) throws Exception {
        long seed = new Random().nextLong();
        for (int i = 0; i < CONTEXTS; i++) {
            limiter.limit(ENVIRONMENT, context(i), limits(OWN, ALL));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        var troubles = Executors.newSingleThreadExecutor();
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new Random(seed + thread);
                parts.add(threads.submit(() -> {
                    for (int i = 0; i < CALLS; i++) {
                        oneCall(random);
                    }
                    return null;
                }));
            }
            Future<?> trouble = troubles.submit(() -> trouble(new Random(seed)));
            for (Future<?> part : parts) {
                part.get(60, TimeUnit.SECONDS);
            }
            trouble.cancel(true);
        } finally {
            threads.shutdownNow();
            troubles.shutdownNow();
        }
        List<Long> all = List.copyOf(left);
        assertThat(NaiveLimiter.most(all, WINDOWS.secondMillis())).isLessThanOrEqualTo(ALL.perSecond());
        assertThat(NaiveLimiter.most(all, WINDOWS.minuteMillis())).isLessThanOrEqualTo(ALL.perMinute());
        assertThat(NaiveLimiter.most(all, WINDOWS.hourMillis())).isLessThanOrEqualTo(ALL.perHour());
    }

    private void oneCall(Random random) throws InterruptedException {
        LimitedCall call = call(
                random.nextInt(6) == 0 ? null : context(random.nextInt(CONTEXTS)),
                GROUPS.get(random.nextInt(GROUPS.size())));
        var signal = new CompletableFuture<Void>();
        switch (random.nextInt(8)) {
            case 0 -> signal.completeOnTimeout(null, random.nextInt(6), TimeUnit.MILLISECONDS);
            case 1 -> {
                var me = Thread.currentThread();
                CompletableFuture.delayedExecutor(random.nextInt(6), TimeUnit.MILLISECONDS)
                        .execute(() -> {
                            if (!signal.isDone()) {
                                me.interrupt();
                            }
                        });
            }
            default -> {}
        }
        Deadline deadline =
                random.nextInt(4) == 0 ? Deadline.after(Duration.ofMillis(random.nextInt(60)), time) : Deadline.NEVER;
        try {
            if (limiter.acquire(call, deadline, signal)) {
                left.add(time.last());
            }
        } catch (KsefRateLimitedException | KsefDeadlineException | InterruptedException givenUp) {
            // As good an end as any.
        } finally {
            signal.complete(null);
        }
    }

    private Void trouble(Random random) throws InterruptedException {
        while (true) {
            LimitedCall call = call(context(random.nextInt(CONTEXTS)), GROUPS.get(random.nextInt(GROUPS.size())));
            switch (random.nextInt(3)) {
                case 0 -> limiter.penalise(call, time.millis() + random.nextInt(8));
                case 1 ->
                    limiter.limit(
                            ENVIRONMENT, context(random.nextInt(CONTEXTS)), limits(new RateLimit(2, 9, -1), null));
                default -> limiter.limit(ENVIRONMENT, context(random.nextInt(CONTEXTS)), limits(OWN, null));
            }
            Thread.sleep(1);
        }
    }

    @Test
    void whoWaits_doesNotSpin() throws Exception {
        var looks = new AtomicLong();
        var counted = new Time() {
            @Override
            public long millis() {
                looks.incrementAndGet();
                return time.millis();
            }

            @Override
            public void sleepUntil(long atMillis) throws InterruptedException {
                time.sleepUntil(atMillis);
            }

            @Override
            public boolean sleepUntil(long atMillis, CompletableFuture<?> signal) throws InterruptedException {
                return time.sleepUntil(atMillis, signal);
            }
        };
        var watched = SlidingRateLimiter.of(counted, new WindowLengths(20, 60, 240));
        watched.limit(ENVIRONMENT, context(0), limits(new RateLimit(2, -1, -1), new RateLimit(3, -1, -1)));
        ExecutorService threads = Executors.newFixedThreadPool(60);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < 60; thread++) {
                LimitedCall call = call(context(0), GROUPS.get(thread % 3));
                parts.add(threads.submit(() -> {
                    watched.acquire(call, Deadline.NEVER);
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(looks.get()).isLessThan(60 * 60);
    }
}
