package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.NIP;
import static dev.ksef.domain.limit.Calls.SEND;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.limit.MemoryCallLedger;
import dev.ksef.testkit.thread.TestThreads;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random traffic of three nodes, judged by counting what really left. Each case can be had again by its seed. */
class SharedWindowsPropertyTest {

    private static final int NODES = 3;
    private static final int CALLS = 150;

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final HookedLedger ledger = new HookedLedger(MemoryCallLedger.of(time));

    static LongStream seeds() {
        return new Random().longs(60);
    }

    static LongStream fewSeeds() {
        return new Random().longs(12);
    }

    /** The way to the ledger and back takes time, now and then so much that the grant is too old. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noWindow_holdsTooMany_ofAllNodesTogether(long seed) throws Exception {
        var random = new Random(seed);
        WindowLengths windows = windows(random);
        RateLimit own = limit(random);
        RateLimit all = random.nextBoolean() ? RateLimit.UNLIMITED : limit(random);
        ledger.before(() -> time.advance(Duration.ofMillis(travel(random))));
        ledger.after(() -> time.advance(Duration.ofMillis(travel(random))));
        List<RateLimiter> nodes = nodes(random, windows, own, all);
        LimitedCall other = Calls.call(NIP, RateLimitGroup.PUBLIC);
        List<Long> sent = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            time.advance(pause(random, windows));
            boolean send = random.nextInt(4) > 0;
            nodes.get(random.nextInt(NODES)).acquire(send ? SEND : other, Deadline.NEVER);
            left.add(time.millis());
            if (send) {
                sent.add(time.millis());
            }
        }
        assertWithin(own, windows, sent, "seed " + seed);
        assertWithin(all, windows, left, "seed " + seed);
    }

    /** Limits so wide that nodes take calls ahead, in bursts of which many go unused. */
    @ParameterizedTest
    @MethodSource("fewSeeds")
    void batchesTakenAhead_exceedNoWindow_andAreHardlyEverLost(long seed) throws Exception {
        var random = new Random(seed);
        WindowLengths windows = windows(random);
        RateLimit own = new RateLimit(wide(random), wide(random), 10 * wide(random));
        RateLimit all = random.nextBoolean() ? RateLimit.UNLIMITED : new RateLimit(wide(random), -1, -1);
        ledger.before(() -> time.advance(Duration.ofMillis(random.nextInt(20))));
        List<RateLimiter> nodes = nodes(random, windows, own, all);
        List<Long> left = new ArrayList<>();
        for (int burst = 0; burst < 30; burst++) {
            time.advance(pause(random, windows));
            for (int i = random.nextInt(300); i > 0; i--) {
                nodes.get(random.nextInt(10) == 0 ? random.nextInt(NODES) : burst % NODES)
                        .acquire(SEND, Deadline.NEVER);
                left.add(time.millis());
                time.advance(Duration.ofMillis(random.nextInt(200) == 0 ? random.nextInt(150) : 0));
            }
        }
        assertWithin(own, windows, left, "seed " + seed);
        assertWithin(all, windows, left, "seed " + seed);
        assertThat(ledger.granted() - left.size())
                .as("calls lost of %d, seed %d", left.size(), seed)
                .isLessThanOrEqualTo(left.size() / CallsAhead.MADE_FOR_ONE_LOST + NODES * CallsAhead.MOST);
    }

    private static int wide(Random random) {
        return 100 + random.nextInt(1_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void steadyDemand_usesNineTenths_ofWhatIsPermitted(long seed) throws Exception {
        var random = new Random(seed);
        ledger.before(() -> time.advance(Duration.ofMillis(random.nextInt(4))));
        List<RateLimiter> nodes = nodes(random, WindowLengths.OF_KSEF, new RateLimit(8, 16, 20), RateLimit.UNLIMITED);
        long begin = time.millis();
        int calls = 0;
        while (time.millis() - begin < Duration.ofHours(10).toMillis()) {
            nodes.get(random.nextInt(NODES)).acquire(SEND, Deadline.NEVER);
            calls++;
        }
        assertThat(calls).as("of 20 in each of ten hours, seed %d", seed).isGreaterThanOrEqualTo(180);
    }

    @Test
    void secondsFilled_useNineTenths() throws Exception {
        List<RateLimiter> nodes =
                nodes(new Random(1), WindowLengths.OF_KSEF, new RateLimit(10, -1, -1), RateLimit.UNLIMITED);
        long begin = time.millis();
        for (int i = 0; i < 600; i++) {
            nodes.get(i % NODES).acquire(SEND, Deadline.NEVER);
        }
        assertThat(time.millis() - begin).as("for 600 at 10 a second").isLessThanOrEqualTo(67_000);
    }

    @RepeatedTest(3)
    void crowdsOfSeveralNodes_exceedNothing_andAllAreServed() throws Exception {
        var windows = new WindowLengths(100, 400, 1_600);
        RateLimit own = new RateLimit(8, 16, -1);
        var books = MemoryCallLedger.of(Time.system());
        var events = new RecordedEvents();
        var clock = new LastLook(Time.system());
        List<RateLimiter> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            var node = SlidingRateLimiter.of(clock, windows).sharedThrough(books, NODES, events);
            node.limit(ENVIRONMENT, NIP, limits(own, null));
            nodes.add(node);
        }
        ConcurrentLinkedQueue<Long> left = new ConcurrentLinkedQueue<>();
        TestThreads.runTogether(4 * NODES, number -> {
            for (int i = 0; i < 8; i++) {
                nodes.get(number % NODES).acquire(SEND, Deadline.NEVER);
                left.add(clock.last());
            }
        });
        assertThat(left).hasSize(4 * NODES * 8);
        assumeTrue(events.all().isEmpty(), "the machine was so slow that a node went on alone");
        assertWithin(own, windows, List.copyOf(left), "by the clock of the machine");
    }

    private List<RateLimiter> nodes(Random random, WindowLengths windows, RateLimit own, RateLimit all) {
        List<RateLimiter> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            var clock = new NodeTime(time, random.nextInt(), random.nextLong(1L << 40));
            var node = SlidingRateLimiter.of(clock, windows).sharedThrough(ledger);
            node.limit(ENVIRONMENT, NIP, limits(own, all));
            nodes.add(node);
        }
        return nodes;
    }

    /** Not so late so often that the node would rather go on alone. */
    private int travel(Random random) {
        return ledger.demands().size() % 5 == 0 ? random.nextInt(200) : random.nextInt(8) == 0 ? 45 : random.nextInt(5);
    }

    private static WindowLengths windows(Random random) {
        if (random.nextBoolean()) {
            return WindowLengths.OF_KSEF;
        }
        long second = 100 + random.nextInt(500);
        long minute = second * (1 + random.nextInt(20));
        return new WindowLengths(second, minute, minute * (1 + random.nextInt(20)));
    }

    private static RateLimit limit(Random random) {
        return new RateLimit(1 + random.nextInt(8), 1 + random.nextInt(16), 1 + random.nextInt(40));
    }

    private static Duration pause(Random random, WindowLengths windows) {
        return Duration.ofMillis(
                switch (random.nextInt(12)) {
                    case 0 -> random.nextLong(windows.hourMillis());
                    case 1 -> windows.secondMillis();
                    case 2, 3, 4 -> random.nextLong(windows.secondMillis());
                    default -> 0;
                });
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
}
