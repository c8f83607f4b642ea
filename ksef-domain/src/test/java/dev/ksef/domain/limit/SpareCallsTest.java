package dev.ksef.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.operation.RateLimitGroup.Urgency;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One look at windows that are far from full is good for some calls, unless something happens in between. */
class SpareCallsTest {

    private static final int SEEDS = 60;
    private static final int CALLS = 600;
    private static final RateLimit WIDE = new RateLimit(40, 60, 80);

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time, WindowLengths.OF_KSEF);

    static LongStream seeds() {
        return new Random().longs(SEEDS);
    }

    /** Limits so wide that most calls leave by an earlier one's look. */
    @ParameterizedTest
    @MethodSource("seeds")
    void eachCall_leavesWhenCountingSaysSo_whateverHappensInBetween(long seed) throws Exception {
        var random = new Random(seed);
        var naive = new NaiveLimiter(WindowLengths.OF_KSEF);
        RateLimit limit = wide(random);
        limiter.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(limit, null));
        for (int i = 0; i < CALLS; i++) {
            time.advance(pause(random));
            switch (random.nextInt(60)) {
                case 0 -> {
                    limit = wide(random);
                    limiter.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(limit, null));
                }
                case 1 -> {
                    long until = time.millis() + random.nextInt(5_000);
                    limiter.penalise(Calls.SEND, until);
                    naive.block(until);
                }
                default -> {
                    // The next call comes as if nothing had happened.
                }
            }
            long expected = naive.earliest(limit, time.millis());
            limiter.acquire(Calls.SEND, Deadline.NEVER);
            assertThat(time.millis()).as("call %d of seed %d", i, seed).isEqualTo(expected);
            naive.count(expected);
        }
    }

    @Test
    void callsThatLeftElsewhere_areCountedBetweenSpareOnes() throws Exception {
        SlidingRateLimiter other = SlidingRateLimiter.of(time, WindowLengths.OF_KSEF);
        limiter.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(WIDE, null));
        other.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(WIDE, null));
        Calls.acquire(other, Calls.SEND, 20);
        Calls.acquire(limiter, Calls.SEND, 20);
        limiter.restore(other.save());
        long begin = time.millis();
        limiter.acquire(Calls.SEND, Deadline.NEVER);
        assertThat(time.millis()).as("forty have left").isEqualTo(begin + 1_000);
    }

    @Test
    void callInLine_isNotOvertakenByASpareOne() {
        var quota = new CallQuota(WindowAllowance.of(WIDE, WindowLengths.OF_KSEF));
        count(quota, 20);
        assertThat(quota.counter().hasSpare(time.millis())).isTrue();
        quota.join(new WaitingCall(Urgency.values()[0], 1, Deadline.NEVER));
        assertThat(quota.isFree(time.millis())).isFalse();
    }

    @Test
    void spareCalls_areNoneBeforeTheirTime() {
        var quota = new CallQuota(WindowAllowance.of(WIDE, WindowLengths.OF_KSEF));
        count(quota, 40);
        long later = time.millis() + 1_000;
        assertThat(quota.isFree(later)).isTrue();
        assertThat(quota.isFree(time.millis())).as("by a clock that went back").isFalse();
    }

    @Test
    void callsOfManyNames_areNotKept() throws Exception {
        limiter.limit(Calls.ENVIRONMENT, Calls.NIP, Calls.limits(RateLimit.UNLIMITED, null));
        for (int i = 0; i < 1_000; i++) {
            limiter.acquire(named("GET /" + i), Deadline.NEVER);
        }
        assertThat(limiter.quotas()).isEqualTo(1);
        assertThat(limiter.calls()).isLessThan(20);
    }

    @Test
    void callsOfContextsThatWent_areNotKept() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            limiter.acquire(Calls.call(Calls.context(i), RateLimitGroup.INVOICE_SEND), Deadline.NEVER);
            time.advance(Duration.ofMinutes(1));
        }
        assertThat(limiter.calls()).isLessThan(300);
    }

    private void count(CallQuota quota, int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(quota.isFree(time.millis())).isTrue();
            quota.counter().count(time.millis());
        }
    }

    private static LimitedCall named(String operation) {
        return new LimitedCall(Calls.ENVIRONMENT, Calls.NIP, RateLimitGroup.INVOICE_SEND, operation);
    }

    /** There is always one of an hour: what leaves without any is not remembered for a later one. */
    private static RateLimit wide(Random random) {
        return new RateLimit(number(random, 40), number(random, 100), 1 + random.nextInt(300));
    }

    private static int number(Random random, int most) {
        return random.nextInt(4) == 0 ? -1 : 1 + random.nextInt(most);
    }

    private static Duration pause(Random random) {
        return Duration.ofMillis(
                switch (random.nextInt(40)) {
                    case 0 -> random.nextInt(3_600_000);
                    case 1, 2 -> 1_000 + random.nextInt(60_000);
                    case 3, 4, 5, 6, 7 -> random.nextInt(1_000);
                    default -> random.nextInt(3);
                });
    }
}
