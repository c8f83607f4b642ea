package dev.ksef.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.Nip;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random traffic, limits and windows, judged by counting. Each case can be had again by its seed. */
class SlidingWindowsPropertyTest {

    private static final int SEEDS = 60;
    private static final int CALLS = 120;

    static LongStream seeds() {
        return new Random().longs(SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachCall_leavesAsEarlyAsItMay_andNoWindowHoldsTooMany(long seed) throws Exception {
        var random = new Random(seed);
        WindowLengths windows = windows(random);
        RateLimit limit = limit(random, true);
        var time = FakeTime.at("2026-11-02T10:00:00Z");
        var limiter = SlidingRateLimiter.of(time, windows);
        var naive = new NaiveLimiter(windows);
        limiter.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(limit, null));
        List<Long> left = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            time.advance(pause(random, windows));
            if (random.nextInt(40) == 0) {
                long until = time.millis() + random.nextLong(windows.minuteMillis());
                limiter.penalise(Calls.SEND, until);
                naive.block(until);
            }
            long expected = naive.earliest(limit, time.millis());
            Instant foretold = limiter.whenFor(Calls.SEND, 1);
            limiter.acquire(Calls.SEND, new Deadline(expected));
            assertThat(time.millis()).as("call %d of seed %d", i, seed).isEqualTo(expected);
            assertThat(foretold.toEpochMilli()).as("seed %d", seed).isEqualTo(expected);
            naive.count(expected);
            left.add(expected);
        }
        assertWithin(limit, windows, left, "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void limitsThatChange_countAllThatLeftBefore(long seed) throws Exception {
        var random = new Random(seed);
        WindowLengths windows = windows(random);
        RateLimit limit = limit(random, false);
        var time = FakeTime.at("2026-11-02T10:00:00Z");
        var limiter = SlidingRateLimiter.of(time, windows);
        var naive = new NaiveLimiter(windows);
        limiter.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(limit, null));
        for (int i = 0; i < CALLS; i++) {
            time.advance(pause(random, windows));
            if (random.nextInt(10) == 0) {
                limit = limit(random, false);
                limiter.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(limit, null));
            }
            long expected = naive.earliest(limit, time.millis());
            limiter.acquire(Calls.SEND, Deadline.NEVER);
            assertThat(time.millis()).as("call %d of seed %d", i, seed).isEqualTo(expected);
            naive.count(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whenForMany_isWhatCountingSays_withAQuotaForAllOnTop(long seed) throws Exception {
        var random = new Random(seed);
        WindowLengths windows = windows(random);
        RateLimit limit = limit(random, true);
        RateLimit global = limit(random, true);
        var time = FakeTime.at("2026-11-02T10:00:00Z");
        var limiter = SlidingRateLimiter.of(time, windows);
        var own = new NaiveLimiter(windows);
        var all = new NaiveLimiter(windows);
        limiter.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(limit, global));
        limiter.limit(Calls.ENVIRONMENT, Calls.context(1), Calls.limits(RateLimit.UNLIMITED, null));
        LimitedCall other = Calls.call(Calls.context(1), RateLimitGroup.INVOICE_SEND);
        for (int i = 0; i < CALLS / 2; i++) {
            time.advance(pause(random, windows));
            limiter.acquire(other, Deadline.NEVER);
            all.count(time.millis());
        }
        int calls = 1 + random.nextInt(CALLS);
        long foretold = limiter.whenFor(Calls.SEND, calls).toEpochMilli();
        for (int i = 0; i < calls; i++) {
            long expected = bothAllow(own, limit, all, global, time.millis());
            limiter.acquire(Calls.SEND, new Deadline(expected));
            assertThat(time.millis()).as("call %d of seed %d", i, seed).isEqualTo(expected);
            own.count(expected);
            all.count(expected);
        }
        assertThat(foretold).as("seed %d", seed).isEqualTo(time.millis());
    }

    private static long bothAllow(NaiveLimiter own, RateLimit limit, NaiveLimiter all, RateLimit global, long now) {
        long at = now;
        for (long next = own.earliest(limit, at); ; next = own.earliest(limit, at)) {
            long later = all.earliest(global, next);
            if (later == at) {
                return at;
            }
            at = later;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void crowdOnAClockThatSleepingMoves_exceedsNothing(int contexts) throws Exception {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        WindowLengths windows = windows(random);
        RateLimit limit = limit(random, true);
        RateLimit global = contexts % 2 == 0 ? RateLimit.UNLIMITED : limit(random, true);
        crowd(FakeTime.at("2026-11-02T10:00:00Z"), windows, limit, global, contexts, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void crowdOnTheClockOfTheMachine_exceedsNothing(int contexts) throws Exception {
        var windows = new WindowLengths(20, 60, 240);
        crowd(Time.system(), windows, new RateLimit(5, 10, 30), RateLimit.UNLIMITED, contexts, "own quotas");
        crowd(Time.system(), windows, RateLimit.UNLIMITED, new RateLimit(10, 20, 60), contexts, "one quota for all");
    }

    private static void crowd(
            Time clock, WindowLengths windows, RateLimit limit, RateLimit global, int contexts, String how)
            throws Exception {
        int threads = 24;
        int each = 6;
        var time = new LastLook(clock);
        var limiter = SlidingRateLimiter.of(time, windows);
        Map<Nip, ConcurrentLinkedQueue<Long>> left = new ConcurrentHashMap<>();
        for (int i = 0; i < contexts; i++) {
            limiter.limit(Calls.ENVIRONMENT, Calls.context(i), Calls.limits(limit, global));
            left.put(Calls.context(i), new ConcurrentLinkedQueue<>());
        }
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Nip context = Calls.context(thread % contexts);
                parts.add(crowd.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        limiter.acquire(Calls.call(context, RateLimitGroup.INVOICE_SEND), Deadline.NEVER);
                        left.get(context).add(time.last());
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get(2, TimeUnit.MINUTES);
            }
        } finally {
            crowd.shutdownNow();
        }
        List<Long> all = new ArrayList<>();
        left.forEach((context, times) -> {
            assertWithin(limit, windows, List.copyOf(times), how);
            all.addAll(times);
        });
        assertThat(all).as("all are served").hasSize(threads * each);
        assertWithin(global, windows, all, how);
    }

    private static void assertWithin(RateLimit limit, WindowLengths windows, List<Long> left, String how) {
        assertWithin(limit.perSecond(), windows.secondMillis(), left, how);
        assertWithin(limit.perMinute(), windows.minuteMillis(), left, how);
        assertWithin(limit.perHour(), windows.hourMillis(), left, how);
    }

    private static void assertWithin(int calls, long window, List<Long> left, String how) {
        assertThat(NaiveLimiter.most(left, window))
                .as("calls in %d ms, %s", window, how)
                .isLessThanOrEqualTo(calls < 0 ? Long.MAX_VALUE : calls);
    }

    private static WindowLengths windows(Random random) {
        if (random.nextBoolean()) {
            return WindowLengths.OF_KSEF;
        }
        long second = 1 + random.nextInt(500);
        long minute = second * (1 + random.nextInt(20));
        return new WindowLengths(second, minute, minute * (1 + random.nextInt(20)));
    }

    /** The larger window may well have the smaller number. */
    private static RateLimit limit(Random random, boolean withoutEnd) {
        return new RateLimit(
                number(random, 8, withoutEnd), number(random, 16, withoutEnd), number(random, 40, withoutEnd));
    }

    private static int number(Random random, int most, boolean withoutEnd) {
        return withoutEnd && random.nextInt(4) == 0 ? -1 : 1 + random.nextInt(most);
    }

    /** Bursts, short pauses and long ones, and exactly a window's length. */
    private static Duration pause(Random random, WindowLengths windows) {
        return Duration.ofMillis(
                switch (random.nextInt(12)) {
                    case 0 -> random.nextLong(windows.hourMillis());
                    case 1 -> windows.secondMillis();
                    case 2 -> windows.minuteMillis() - 1;
                    case 3, 4, 5 -> random.nextLong(windows.secondMillis());
                    default -> 0;
                });
    }
}
