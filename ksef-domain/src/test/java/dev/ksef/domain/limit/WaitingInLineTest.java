package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.DOWNLOAD;
import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.NIP;
import static dev.ksef.domain.limit.Calls.ONE_A_SECOND;
import static dev.ksef.domain.limit.Calls.SEND;
import static dev.ksef.domain.limit.Calls.STATUS;
import static dev.ksef.domain.limit.Calls.acquire;
import static dev.ksef.domain.limit.Calls.call;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.time.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of those who wait when something happens meanwhile. */
class WaitingInLineTest {

    /** Who waits so long ends by a wake-up, or not while a test has patience. */
    private static final long HOUR = 3_600_000;

    private final SteppedTime time = SteppedTime.at("2026-11-02T10:00:00Z");
    private final long begin = time.millis();
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time).slack(Duration.ZERO);

    @Test
    void urgentNewcomers_pushAwayTheDeadlineOfWhoWaited_andItIsRefusedThen() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(null, ONE_A_SECOND));
        acquire(limiter, SEND, 1);
        BackgroundCall query = waiting(DOWNLOAD, 1_500);
        BackgroundCall send = waiting(SEND, 1_500);
        assertRefused(query, 2_000);
        time.advance(Duration.ofSeconds(1));
        assertThat(send.result()).isEqualTo(begin + 1_000);
    }

    @Test
    void whoWaitsBehindOneThatIsOvertaken_isRefusedThenToo() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(null, new RateLimit(-1, -1, 1)));
        acquire(limiter, SEND, 1);
        BackgroundCall first = waiting(DOWNLOAD, 100 * HOUR);
        BackgroundCall second = waiting(DOWNLOAD, 2 * HOUR);
        BackgroundCall send = waiting(SEND, 100 * HOUR);
        assertRefused(second, 3 * HOUR);
        time.advance(Duration.ofHours(1));
        assertThat(send.result()).isEqualTo(begin + HOUR);
        time.advance(Duration.ofHours(1));
        assertThat(first.result()).isEqualTo(begin + 2 * HOUR);
    }

    @Test
    void newcomer_whoseDeadlineTheLineBeforeItDoesNotMeet_isRefused_andHarmsNobody() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null));
        acquire(limiter, SEND, 1);
        BackgroundCall first = waiting(SEND, 60_000);
        BackgroundCall second = waiting(SEND, 60_000);
        assertThatThrownBy(() -> limiter.acquire(SEND, in(2_999)))
                .isInstanceOfSatisfying(
                        KsefRateLimitedException.class,
                        refused -> assertThat(refused.notBefore()).contains(Instant.ofEpochMilli(begin + 3_000)));
        BackgroundCall third = waiting(SEND, 3_000);
        for (BackgroundCall each : List.of(first, second, third)) {
            time.advance(Duration.ofSeconds(1));
            each.result();
        }
        assertThat(third.result()).isEqualTo(begin + 3_000);
    }

    @Test
    void whenFor_countsThoseWhoWaitAtTheSharedQuota() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(null, ONE_A_SECOND));
        acquire(limiter, SEND, 1);
        waiting(STATUS, 60_000);
        assertThat(limiter.whenFor(SEND, 1)).isEqualTo(Instant.ofEpochMilli(begin + 2_000));
    }

    @Test
    void waiterForItsOwnQuota_holdsUpNobodyAtTheSharedOne() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, new RateLimit(10, -1, -1)));
        acquire(limiter, SEND, 1);
        BackgroundCall send = waiting(SEND, 60_000);
        limiter.acquire(STATUS, in(0));
        time.advance(Duration.ofSeconds(1));
        assertThat(send.result()).isEqualTo(begin + 1_000);
    }

    @Test
    void blockOfWhoIsFirstAtTheSharedQuota_letsTheNextGo() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(null, ONE_A_SECOND));
        acquire(limiter, SEND, 1);
        BackgroundCall send = waiting(SEND, 60_000);
        BackgroundCall query = waiting(DOWNLOAD, 60_000);
        limiter.penalise(SEND, begin + 10_000);
        send.awaitWaiting();
        time.advance(Duration.ofSeconds(1));
        assertThat(query.result()).isEqualTo(begin + 1_000);
        time.advance(Duration.ofSeconds(9));
        assertThat(send.result()).isEqualTo(begin + 10_000);
    }

    @Test
    void interruptOfWhoIsFirstAtTheSharedQuota_letsTheNextGo() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(null, ONE_A_SECOND));
        acquire(limiter, SEND, 1);
        BackgroundCall send = waiting(SEND, 60_000);
        BackgroundCall query = waiting(DOWNLOAD, 60_000);
        send.interrupt();
        assertThat(send.failure()).isInstanceOf(InterruptedException.class);
        time.advance(Duration.ofSeconds(1));
        assertThat(query.result()).isEqualTo(begin + 1_000);
    }

    @Test
    void whoIsOvertakenInItsOwnLine_holdsUpNobodyAtTheSharedQuota() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(null, ONE_A_SECOND));
        acquire(limiter, SEND, 1);
        LimitedCall query = call(null, RateLimitGroup.INVOICE_DOWNLOAD);
        LimitedCall challenge = call(null, RateLimitGroup.PUBLIC);
        BackgroundCall overtaken = waiting(query, 60_000);
        BackgroundCall urgent = waiting(challenge, 60_000);
        limiter.penalise(challenge, begin + 10_000);
        BackgroundCall download = waiting(DOWNLOAD, 60_000);
        overtaken.awaitWaiting();
        time.advance(Duration.ofSeconds(1));
        assertThat(download.result()).isEqualTo(begin + 1_000);
        time.advance(Duration.ofSeconds(9));
        assertThat(urgent.result()).isEqualTo(begin + 10_000);
        time.advance(Duration.ofSeconds(1));
        assertThat(overtaken.result()).isEqualTo(begin + 11_000);
    }

    @Test
    void signalThatComesRightAfterItWasLookedAt_isNotMissed() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null));
        acquire(limiter, SEND, 1);
        var signal = new CompletableFuture<Void>() {
            private int looks;

            @Override
            public boolean isDone() {
                boolean done = super.isDone();
                if (++looks == 2) {
                    complete(null);
                }
                return done;
            }
        };
        BackgroundCall caller = BackgroundCall.started(() -> limiter.acquire(SEND, Deadline.NEVER, signal) ? 1L : 0L);
        assertThat(caller.result()).isZero();
    }

    @Test
    void raisedLimit_letsThoseGoWhoWait() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null));
        acquire(limiter, SEND, 1);
        BackgroundCall first = waiting(SEND, 60_000);
        BackgroundCall second = waiting(SEND, 60_000);
        limiter.limit(ENVIRONMENT, NIP, limits(new RateLimit(3, -1, -1), null));
        assertThat(first.result()).isEqualTo(begin);
        assertThat(second.result()).isEqualTo(begin);
        assertThat(limiter.whenFor(SEND, 1)).isEqualTo(Instant.ofEpochMilli(begin + 1_000));
    }

    @Test
    void loweredLimit_refusesThoseWhoHaveNoTimeForIt() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null));
        acquire(limiter, SEND, 1);
        BackgroundCall patient = waiting(SEND, HOUR);
        BackgroundCall hasty = waiting(SEND, 2 * HOUR - 1);
        limiter.limit(ENVIRONMENT, NIP, limits(new RateLimit(1, -1, 1), null));
        assertRefused(hasty, 2 * HOUR);
        time.advance(Duration.ofHours(1));
        assertThat(patient.result()).isEqualTo(begin + HOUR);
    }

    @Test
    void quotaThatTakesNothing_refusesWhateverTheDeadline() {
        limiter.limit(ENVIRONMENT, NIP, limits(new RateLimit(0, -1, -1), null));
        assertThatThrownBy(() -> limiter.acquire(SEND, Deadline.NEVER)).isInstanceOf(KsefRateLimitedException.class);
        assertThat(limiter.whenFor(SEND, 1)).isAfter(Instant.parse("9999-12-31T00:00:00Z"));
    }

    @Test
    void refusal_saysWhetherItIsABlock() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null));
        acquire(limiter, SEND, 1);
        assertThatThrownBy(() -> limiter.acquire(SEND, in(500))).hasMessageContaining("limits would be exceeded until");
        limiter.penalise(SEND, begin + 5_000);
        assertThatThrownBy(() -> limiter.acquire(SEND, in(500))).hasMessageContaining("KSeF's block lasts until");
    }

    @Test
    void clockThatGoesBack_letsNothingLeaveEarlier() throws Exception {
        limiter.limit(ENVIRONMENT, NIP, limits(new RateLimit(2, -1, -1), null));
        acquire(limiter, SEND, 1);
        time.advance(Duration.ofMillis(-500));
        acquire(limiter, SEND, 1);
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null));
        assertThat(limiter.whenFor(SEND, 1)).isEqualTo(Instant.ofEpochMilli(begin + 1_000));
    }

    @Test
    void newcomer_doesNotSlipPastWhoIsAboutToWake() throws Exception {
        var sleepy = new SleepyTime(time);
        var slow = SlidingRateLimiter.of(sleepy).slack(Duration.ZERO);
        slow.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null));
        acquire(slow, SEND, 1);
        BackgroundCall first = BackgroundCall.waiting(() -> {
            slow.acquire(SEND, Deadline.NEVER);
            return time.millis();
        });
        time.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> slow.acquire(SEND, in(1_000))).isInstanceOf(KsefRateLimitedException.class);
        sleepy.wake();
        assertThat(first.result()).isEqualTo(begin + 1_000);
    }

    @Test
    void slack_isAddedToEachWindow() throws Exception {
        var usual = SlidingRateLimiter.of(time);
        var wide = usual.slack(Duration.ofMillis(700));
        for (SlidingRateLimiter each : List.of(usual, wide)) {
            each.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null));
            acquire(each, SEND, 1);
        }
        assertThat(usual.whenFor(SEND, 1)).isEqualTo(Instant.ofEpochMilli(begin + 1_200));
        assertThat(wide.whenFor(SEND, 1)).isEqualTo(Instant.ofEpochMilli(begin + 1_700));
        assertThatThrownBy(() -> usual.slack(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aThousandThreadsAtOneQuota_areDoneWhenForetold() throws Exception {
        var fake = FakeTime.at("2026-11-02T10:00:00Z");
        var crowded = SlidingRateLimiter.of(fake);
        Instant foretold = crowded.whenFor(SEND, 1_000);
        ExecutorService threads = Executors.newFixedThreadPool(1_000);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                calls.add(threads.submit(() -> {
                    crowded.acquire(SEND, Deadline.NEVER);
                    return null;
                }));
            }
            for (Future<?> call : calls) {
                call.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fake.instant()).isEqualTo(foretold);
    }

    @Test
    void deadlineThatHasPassed_isTold_asSuch_whereNoLimitIsInTheWay() {
        assertThatThrownBy(() -> limiter.acquire(SEND, in(-1)))
                .isInstanceOf(KsefDeadlineException.class)
                .hasMessageContaining("deadline has come");
    }

    @Test
    void farFuture_isForetoldWithoutKeepingAllOfIt() {
        Instant last = limiter.whenFor(SEND, 100_000);
        assertThat(last)
                .as("555 full hours of 180 each, and 100 more by 30 a minute")
                .isEqualTo(Instant.ofEpochMilli(begin + 555L * 3_600_000 + 3 * 60_000));
    }

    private BackgroundCall waiting(LimitedCall call, long patienceMillis) {
        Deadline deadline = in(patienceMillis);
        return BackgroundCall.waiting(() -> {
            limiter.acquire(call, deadline);
            return time.millis();
        });
    }

    private Deadline in(long millis) {
        return new Deadline(begin + millis);
    }

    private void assertRefused(BackgroundCall caller, long notBefore) throws Exception {
        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        KsefRateLimitedException.class,
                        refused -> assertThat(refused.notBefore()).contains(Instant.ofEpochMilli(begin + notBefore)));
        assertThat(time.millis()).as("refused without waiting").isEqualTo(begin);
    }

    /** A clock by which one oversleeps. */
    private static final class SleepyTime implements Time {

        private final Time time;
        private final CountDownLatch alarm = new CountDownLatch(1);

        SleepyTime(Time time) {
            this.time = time;
        }

        void wake() {
            alarm.countDown();
        }

        @Override
        public long millis() {
            return time.millis();
        }

        @Override
        public void sleepUntil(long atMillis) throws InterruptedException {
            alarm.await();
        }
    }
}
