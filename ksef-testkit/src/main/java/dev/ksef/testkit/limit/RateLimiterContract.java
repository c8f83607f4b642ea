package dev.ksef.testkit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.model.limit.EffectiveApiRateLimitsBuilder;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.thread.TestThreads;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.time.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests what every {@link RateLimiter} must do. Extend this class and make a limiter that starts from the documented limits.
 * A limiter may count a window as longer than it is, by less than a second.
 */
public abstract class RateLimiterContract {

    private static final String BEGIN = "2026-11-02T10:00:00Z";
    private static final String ENVIRONMENT = "TEST";
    private static final Nip NIP = Nip.of("5265877635");
    private static final Nip OTHER_NIP = Nip.of("1111111111");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
    private static final RateLimit ONE_A_SECOND = RateLimit.of(1, -1, -1);
    private static final LimitedCall SEND = call(NIP, RateLimitGroup.INVOICE_SEND);
    private static final int SENDS_A_SECOND = 10;
    private static final int SENDS_A_MINUTE = 30;
    private static final int SENDS_AN_HOUR = 180;

    private final FakeTime time = FakeTime.at(BEGIN);
    private final SteppedTime stepped = SteppedTime.at(BEGIN);

    /** Makes a limiter that has counted no call. */
    protected abstract RateLimiter limiter(Time time);

    @Test
    void calls_withinTheLimit_leaveAtOnce() throws Exception {
        var limiter = limiter(time);
        acquire(limiter, SEND, SENDS_A_SECOND);
        assertThat(time.slept()).isZero();
    }

    @Test
    void calls_beyondALimit_waitUntilItsWindowHasPassed() throws Exception {
        var limiter = limiter(time);
        long begin = time.millis();
        List<Long> left = new ArrayList<>();
        for (int i = 0; i <= SENDS_AN_HOUR; i++) {
            limiter.acquire(SEND, Deadline.NEVER);
            left.add(time.millis() - begin);
        }
        assertThat(left.get(SENDS_A_SECOND)).as("the 11th").isBetween(1_000L, 1_999L);
        assertThat(left.get(SENDS_A_MINUTE)).as("the 31st").isBetween(60_000L, 60_999L);
        assertThat(left.get(SENDS_AN_HOUR)).as("the 181st").isBetween(3_600_000L, 3_600_999L);
    }

    @Test
    void noWindow_whereverItBegins_holdsMoreThanItMay() throws Exception {
        var limiter = limiter(time);
        List<Long> left = new ArrayList<>();
        for (int i = 0; i < 2 * SENDS_AN_HOUR; i++) {
            time.advance(Duration.ofMillis(i * 37L % 700));
            limiter.acquire(SEND, Deadline.NEVER);
            left.add(time.millis());
        }
        assertNoMoreThan(left, SENDS_A_SECOND, 1_000);
        assertNoMoreThan(left, SENDS_A_MINUTE, 60_000);
        assertNoMoreThan(left, SENDS_AN_HOUR, 3_600_000);
    }

    private static void assertNoMoreThan(List<Long> left, int calls, long windowMillis) {
        for (int i = calls; i < left.size(); i++) {
            assertThat(left.get(i) - left.get(i - calls))
                    .as("from call %d to call %d, %d being allowed in %d ms", i - calls, i, calls, windowMillis)
                    .isGreaterThanOrEqualTo(windowMillis);
        }
    }

    @Test
    void callThatCannotLeaveByItsDeadline_isRefusedAtOnce_andNotCounted() throws Exception {
        var limiter = limiter(time);
        acquire(limiter, SEND, SENDS_A_SECOND);
        Instant next = limiter.whenFor(SEND, 1);
        var refused = refused(limiter, SEND, Deadline.after(SECOND.dividedBy(2), time));
        assertThat(refused.isHeldBack()).isTrue();
        assertThat(refused.notBefore()).contains(next);
        assertThat(refused.retryAfter()).contains(Duration.between(time.instant(), next));
        assertThat(refused).hasMessageContaining(SEND.operation()).hasMessageContaining("" + next);
        assertThat(time.slept()).isZero();
        assertThat(limiter.whenFor(SEND, 1)).isEqualTo(next);
    }

    @Test
    void quotas_ofContextsEnvironmentsGroupsAndOtherOperations_areIndependent() throws Exception {
        var limiter = limiter(time);
        acquire(limiter, SEND, SENDS_A_SECOND);
        acquire(limiter, call(NIP, RateLimitGroup.OTHER), 10);
        limiter.acquire(call(OTHER_NIP, RateLimitGroup.INVOICE_SEND), now());
        limiter.acquire(new LimitedCall("DEMO", NIP, RateLimitGroup.INVOICE_SEND, SEND.operation()), now());
        limiter.acquire(call(NIP, RateLimitGroup.INVOICE_STATUS), now());
        limiter.acquire(new LimitedCall(ENVIRONMENT, NIP, RateLimitGroup.OTHER, "GET /elsewhere"), now());
        refused(limiter, call(NIP, RateLimitGroup.OTHER), now());
    }

    @Test
    void operationsOfANamedGroup_shareItsQuota() throws Exception {
        var limiter = limiter(time);
        acquire(limiter, SEND, SENDS_A_SECOND);
        refused(limiter, new LimitedCall(ENVIRONMENT, NIP, RateLimitGroup.INVOICE_SEND, "POST /elsewhere"), now());
    }

    @Test
    void publicCalls_countForAllContextsTogether() throws Exception {
        var limiter = limiter(time);
        acquire(limiter, call(NIP, RateLimitGroup.PUBLIC), 30);
        acquire(limiter, call(null, RateLimitGroup.PUBLIC), 30);
        refused(limiter, call(OTHER_NIP, RateLimitGroup.PUBLIC), now());
    }

    @Test
    void block_holdsItsQuotaBack_andNoOther_andAnEarlierOneDoesNotShortenIt() throws Exception {
        var limiter = limiter(time);
        long until = time.millis() + 600_000;
        limiter.penalise(SEND, until);
        limiter.penalise(SEND, until - 300_000);
        assertThat(refused(limiter, SEND, Deadline.after(Duration.ofMinutes(9), time))
                        .notBefore())
                .contains(Instant.ofEpochMilli(until));
        limiter.acquire(call(OTHER_NIP, RateLimitGroup.INVOICE_SEND), now());
        limiter.acquire(call(NIP, RateLimitGroup.INVOICE_STATUS), now());
        limiter.acquire(SEND, Deadline.NEVER);
        assertThat(time.millis()).isEqualTo(until);
    }

    @Test
    void limitsThatWereTold_count_andGroupsThatWereNotNamedStay() throws Exception {
        var limiter = limiter(time);
        limiter.limit(ENVIRONMENT, NIP, limits(new RateLimit(2, null, -1), null, null));
        acquire(limiter, SEND, 2);
        refused(limiter, SEND, now());
        acquire(limiter, call(OTHER_NIP, RateLimitGroup.INVOICE_SEND), SENDS_A_SECOND);
        acquire(limiter, call(NIP, RateLimitGroup.ONLINE_SESSION), 10);
        refused(limiter, call(NIP, RateLimitGroup.ONLINE_SESSION), now());
    }

    @Test
    void negativeLimits_areNone() throws Exception {
        var limiter = limiter(time);
        limiter.limit(ENVIRONMENT, NIP, limits(RateLimit.UNLIMITED, RateLimit.UNLIMITED, null));
        acquire(limiter, SEND, 10_000);
        acquire(limiter, call(null, RateLimitGroup.PUBLIC), 10_000);
        assertThat(time.slept()).isZero();
    }

    @Test
    void loweredLimit_countsWhatHasLeftAlready() throws Exception {
        var limiter = limiter(time);
        acquire(limiter, SEND, 5);
        limiter.limit(ENVIRONMENT, NIP, limits(RateLimit.of(4, 30, 180), null, null));
        refused(limiter, SEND, now());
        limiter.limit(ENVIRONMENT, NIP, limits(RateLimit.of(6, 30, 180), null, null));
        limiter.acquire(SEND, now());
        refused(limiter, SEND, now());
    }

    @Test
    void whenFor_isWhenSoManyCallsHaveLeft() throws Exception {
        var limiter = limiter(time);
        acquire(limiter, SEND, 7);
        Instant first = limiter.whenFor(SEND, 1);
        Instant later = limiter.whenFor(SEND, 400);
        limiter.acquire(SEND, Deadline.NEVER);
        assertThat(time.instant()).isEqualTo(first);
        acquire(limiter, SEND, 399);
        assertThat(time.instant()).isEqualTo(later);
    }

    @Test
    void allCallsOfAnEnvironment_shareItsQuotaOnTopOfTheirOwn() throws Exception {
        var limiter = limiter(time);
        limiter.limit(ENVIRONMENT, NIP, limits(null, null, RateLimit.of(3, -1, -1)));
        limiter.acquire(SEND, now());
        limiter.acquire(call(null, RateLimitGroup.PUBLIC), now());
        limiter.acquire(call(OTHER_NIP, RateLimitGroup.INVOICE_DOWNLOAD), now());
        refused(limiter, call(OTHER_NIP, RateLimitGroup.SESSION_LIST), now());
    }

    @Test
    void waiters_leaveInTheOrderInWhichTheyCame() throws Exception {
        var limiter = limiter(stepped);
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null, null));
        limiter.acquire(SEND, Deadline.NEVER);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<BackgroundCall> callers = new ArrayList<>();
        for (String name : List.of("1st", "2nd", "3rd", "4th")) {
            callers.add(waiting(limiter, SEND, order, name));
        }
        for (BackgroundCall caller : callers) {
            stepUntilDone(caller);
        }
        assertThat(order).containsExactly("1st", "2nd", "3rd", "4th");
    }

    @Test
    void waitersForOneQuota_leaveByUrgencyFirst() throws Exception {
        var limiter = limiter(stepped);
        limiter.limit(ENVIRONMENT, NIP, limits(null, null, ONE_A_SECOND));
        limiter.acquire(SEND, Deadline.NEVER);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        var query = waiting(limiter, call(NIP, RateLimitGroup.INVOICE_DOWNLOAD), order, "query");
        var status = waiting(limiter, call(NIP, RateLimitGroup.INVOICE_STATUS), order, "status");
        var close = waiting(limiter, call(NIP, RateLimitGroup.ONLINE_SESSION_CLOSE), order, "close");
        var send = waiting(limiter, SEND, order, "send");
        for (BackgroundCall caller : List.of(close, send, status, query)) {
            stepUntilDone(caller);
        }
        assertThat(order).containsExactly("close", "send", "status", "query");
    }

    @Test
    void whoeverWaits_holdsUpNoOtherQuota_andNoQuestion() throws Exception {
        var limiter = limiter(stepped);
        acquire(limiter, SEND, SENDS_A_SECOND);
        Instant next = limiter.whenFor(SEND, 1);
        var waiter = waiting(limiter, SEND, new ArrayList<>(), "waiter");
        var others = BackgroundCall.started(() -> {
            limiter.acquire(call(OTHER_NIP, RateLimitGroup.INVOICE_SEND), Deadline.NEVER);
            limiter.penalise(call(NIP, RateLimitGroup.SESSION_LIST), stepped.millis() + 1);
            limiter.limit(ENVIRONMENT, OTHER_NIP, limits(ONE_A_SECOND, null, null));
            return limiter.whenFor(SEND, 1).toEpochMilli();
        });
        assertThat(Instant.ofEpochMilli(others.result())).isAfterOrEqualTo(next);
        waiter.awaitWaiting();
        stepUntilDone(waiter);
    }

    @Test
    void interruptedWaiter_isNotCounted_andTheNextGoesInItsPlace() throws Exception {
        var limiter = limiter(stepped);
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null, null));
        limiter.acquire(SEND, Deadline.NEVER);
        Instant next = limiter.whenFor(SEND, 1);
        var first = waiting(limiter, SEND, new ArrayList<>(), "first");
        var second = waiting(limiter, SEND, new ArrayList<>(), "second");
        var third = waiting(limiter, SEND, new ArrayList<>(), "third");
        stepped.advance(HALF_A_SECOND);
        second.interrupt();
        assertThat(second.failure()).isInstanceOf(InterruptedException.class);
        first.interrupt();
        assertThat(first.failure()).isInstanceOf(InterruptedException.class);
        stepped.advance(Duration.between(Instant.ofEpochMilli(stepped.millis()), next));
        assertThat(Instant.ofEpochMilli(third.result())).isEqualTo(next);
    }

    @Test
    void signal_letsGoWhoWaits_uncounted_andTheNextGoesInItsPlace() throws Exception {
        var limiter = limiter(stepped);
        limiter.limit(ENVIRONMENT, NIP, limits(ONE_A_SECOND, null, null));
        limiter.acquire(SEND, Deadline.NEVER);
        Instant next = limiter.whenFor(SEND, 1);
        var signal = new CompletableFuture<Void>();
        var first = BackgroundCall.waiting(() -> limiter.acquire(SEND, Deadline.NEVER, signal) ? 1L : 0L);
        var second = BackgroundCall.waiting(() -> limiter.acquire(SEND, Deadline.NEVER, signal) ? 1L : 0L);
        var third = waiting(limiter, SEND, new ArrayList<>(), "third");
        stepped.advance(HALF_A_SECOND);
        signal.complete(null);
        assertThat(first.result()).as("who is next").isZero();
        assertThat(second.result()).as("who stands behind").isZero();
        stepped.advance(Duration.between(Instant.ofEpochMilli(stepped.millis()), next));
        assertThat(Instant.ofEpochMilli(third.result())).isEqualTo(next);
        assertThat(limiter.acquire(SEND, Deadline.NEVER, signal))
                .as("who comes after it")
                .isFalse();
    }

    @Test
    void blockWhileSomebodyWaits_refusesWhoHasNoTimeForIt_atOnce() throws Exception {
        var limiter = limiter(stepped);
        acquire(limiter, SEND, SENDS_A_SECOND);
        var hasTime = waiting(limiter, SEND, new ArrayList<>(), "has time");
        var hasNone = BackgroundCall.waiting(() -> {
            limiter.acquire(SEND, Deadline.after(Duration.ofMinutes(9), stepped));
            return stepped.millis();
        });
        long until = stepped.millis() + 600_000;
        limiter.penalise(SEND, until);
        assertThat(hasNone.failure()).isInstanceOf(KsefRateLimitedException.class);
        hasTime.awaitWaiting();
        stepped.advance(Duration.ofMinutes(10));
        assertThat(hasTime.result()).isEqualTo(until);
    }

    @Test
    void crowd_isServedWithinTheLimits() throws Exception {
        var limiter = limiter(time);
        var served = new AtomicInteger();
        long begin = time.millis();
        TestThreads.runTogether(40, number -> {
            for (int i = 0; i < 5; i++) {
                limiter.acquire(SEND, Deadline.NEVER);
                served.incrementAndGet();
            }
        });
        assertThat(served).hasValue(200);
        assertThat(time.millis() - begin).as("180 leave in the first hour").isBetween(3_600_000L, 3_660_999L);
    }

    private Deadline now() {
        return new Deadline(time.millis());
    }

    private BackgroundCall waiting(RateLimiter limiter, LimitedCall call, List<String> order, String name) {
        return BackgroundCall.waiting(() -> {
            limiter.acquire(call, Deadline.NEVER);
            order.add(name);
            return stepped.millis();
        });
    }

    /** Advances the clock in steps so small that no other call leaves meanwhile. */
    private void stepUntilDone(BackgroundCall caller) throws Exception {
        while (!caller.isDone()) {
            stepped.advance(Duration.ofMillis(50));
            // Time must not run away from a caller that was let go and has not told so yet: on a busy machine it comes
            // late.
            Thread.sleep(5);
        }
        caller.result();
    }

    private static void acquire(RateLimiter limiter, LimitedCall call, int calls) throws InterruptedException {
        for (int i = 0; i < calls; i++) {
            limiter.acquire(call, Deadline.NEVER);
        }
    }

    private static KsefRateLimitedException refused(RateLimiter limiter, LimitedCall call, Deadline deadline) {
        var refused = catchThrowableOfType(KsefRateLimitedException.class, () -> limiter.acquire(call, deadline));
        assertThat(refused).as("%s by %s", call, deadline).isNotNull();
        return refused;
    }

    private static LimitedCall call(@Nullable ContextIdentifier context, RateLimitGroup group) {
        return new LimitedCall(ENVIRONMENT, context, group, "GET /" + group);
    }

    /** Makes limits of sending, of public calls and of all calls, and no others. */
    private static EffectiveApiRateLimits limits(
            @Nullable RateLimit send, @Nullable RateLimit anonymous, @Nullable RateLimit global) {
        return EffectiveApiRateLimitsBuilder.builder()
                .invoiceSend(send)
                .anonymous(anonymous)
                .global(global)
                .build();
    }
}
