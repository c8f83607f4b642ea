package dev.ksef.testkit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The suite for limiters catches limiters that are broken the ways limiters are. */
class RateLimiterContractTest {

    static List<Arguments> brokenLimiters() {
        return List.of(
                Arguments.of(LetsEverythingThrough.class, "calls_beyondALimit_waitUntilItsWindowHasPassed"),
                Arguments.of(CountsInCycles.class, "noWindow_whereverItBegins_holdsMoreThanItMay"),
                Arguments.of(
                        CountsAllAlike.class, "quotas_ofContextsEnvironmentsGroupsAndOtherOperations_areIndependent"),
                Arguments.of(WaitsInVain.class, "callThatCannotLeaveByItsDeadline_isRefusedAtOnce_andNotCounted"),
                Arguments.of(
                        ForgetsBlocks.class, "block_holdsItsQuotaBack_andNoOther_andAnEarlierOneDoesNotShortenIt"));
    }

    @ParameterizedTest
    @MethodSource("brokenLimiters")
    void brokenLimiter_isCaughtByTheTestMadeForIt(Class<?> suite, String test) {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(suite, test), selectMethod(suite, "calls_withinTheLimit_leaveAtOnce"))
                .execute()
                .testEvents();
        assertThat(run.failed().stream())
                .as("failed tests of %s", suite.getSimpleName())
                .singleElement()
                .satisfies(failed ->
                        assertThat(failed.getTestDescriptor().getDisplayName()).isEqualTo(test + "()"));
    }

    static class LetsEverythingThrough extends RateLimiterContract {

        @Override
        protected RateLimiter limiter(Time time) {
            return RateLimiter.none();
        }
    }

    /** Ten calls in each second of the clock, 30 in each minute, 180 in each hour: twice as many where two of them meet. */
    static class CountsInCycles extends RateLimiterContract {

        @Override
        protected RateLimiter limiter(Time time) {
            return new SendLimiter(time) {
                @Override
                boolean hasRoom(List<Long> left, int calls, long window, long at) {
                    return left.stream()
                                    .filter(each -> each / window == at / window)
                                    .count()
                            < calls;
                }
            };
        }
    }

    static class CountsAllAlike extends RateLimiterContract {

        @Override
        protected RateLimiter limiter(Time time) {
            return new SendLimiter(time) {
                @Override
                List<Long> left(LimitedCall call) {
                    return super.left(new LimitedCall("", null, call.group(), ""));
                }
            };
        }
    }

    static class WaitsInVain extends RateLimiterContract {

        @Override
        protected RateLimiter limiter(Time time) {
            return new SendLimiter(time) {
                @Override
                public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal)
                        throws InterruptedException {
                    if (whenFor(call, 1).toEpochMilli() > deadline.atMillis()) {
                        time.sleepUntil(deadline.atMillis());
                    }
                    return super.acquire(call, deadline, signal);
                }
            };
        }
    }

    static class ForgetsBlocks extends RateLimiterContract {

        @Override
        protected RateLimiter limiter(Time time) {
            return new SendLimiter(time);
        }
    }

    /** Limits sending, for one thread, and does that well. */
    private static class SendLimiter implements RateLimiter {

        final Time time;
        private final Map<String, List<Long>> left = new TreeMap<>();

        SendLimiter(Time time) {
            this.time = time;
        }

        List<Long> left(LimitedCall call) {
            return left.computeIfAbsent(call.toString(), none -> new ArrayList<>());
        }

        boolean hasRoom(List<Long> times, int calls, long window, long at) {
            return times.stream().filter(each -> each > at - window).count() < calls;
        }

        @Override
        public boolean acquire(LimitedCall call, Deadline deadline, CompletableFuture<?> signal)
                throws InterruptedException {
            Instant at = whenFor(call, 1);
            if (at.toEpochMilli() > deadline.atMillis()) {
                throw KsefRateLimitedException.heldBack(
                        call.operation(), "limits last", Instant.ofEpochMilli(time.millis()), at);
            }
            if (time.sleepUntil(at.toEpochMilli(), signal)) {
                return false;
            }
            left(call).add(time.millis());
            return true;
        }

        @Override
        public Instant whenFor(LimitedCall call, int calls) {
            List<Long> times = left(call);
            long at = time.millis();
            while (!hasRoom(times, 10, 1_000, at)
                    || !hasRoom(times, 30, 60_000, at)
                    || !hasRoom(times, 180, 3_600_000, at)) {
                at += 100 - at % 100;
            }
            return Instant.ofEpochMilli(at);
        }

        @Override
        public void penalise(LimitedCall call, long untilMillis) {}

        @Override
        public void limit(String environment, ContextIdentifier context, EffectiveApiRateLimits limits) {}
    }
}
