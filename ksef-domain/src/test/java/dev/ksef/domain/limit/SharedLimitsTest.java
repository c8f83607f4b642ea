package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.DOWNLOAD;
import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.NIP;
import static dev.ksef.domain.limit.Calls.ONE_A_SECOND;
import static dev.ksef.domain.limit.Calls.SEND;
import static dev.ksef.domain.limit.Calls.STATUS;
import static dev.ksef.domain.limit.Calls.acquire;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.limit.MemoryCallLedger;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.time.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several nodes, whose calls one ledger counts. */
class SharedLimitsTest {

    private static final int SENDS_A_SECOND = 10;

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final MemoryCallLedger memory = MemoryCallLedger.of(time);
    private final HookedLedger ledger = new HookedLedger(memory);
    private final RecordedEvents events = new RecordedEvents();
    private final RateLimiter node = node();
    private final RateLimiter other = node();

    private SlidingRateLimiter node() {
        return SlidingRateLimiter.of(time).sharedThrough(ledger, 1, events);
    }

    @Test
    void nodes_shareTheLimits_andForetellAlike() throws Exception {
        acquire(node, SEND, 6);
        acquire(other, SEND, 4);
        assertRefused(other, SEND);
        assertRefused(node, SEND);
        assertThat(node.whenFor(SEND, 1))
                .isEqualTo(other.whenFor(SEND, 1))
                .isEqualTo(time.instant().plusMillis(1_300));
        assertThat(time.slept()).isZero();
    }

    @Test
    void forecast_countsWhatOthersMade_ofWhomNothingWasKnown() throws Exception {
        acquire(other, SEND, SENDS_A_SECOND);
        assertThat(node.whenFor(SEND, 1)).isEqualTo(time.instant().plusMillis(1_300));
        time.advance(Duration.ofMillis(1_300));
        acquire(node, SEND, 1);
        acquire(other, SEND, SENDS_A_SECOND - 1);
        time.advance(Duration.ofMillis(LedgerGate.FORECAST_MILLIS + 400));
        acquire(other, SEND, SENDS_A_SECOND);
        assertThat(node.whenFor(SEND, 1)).isAfter(time.instant());
    }

    @Test
    void quotaOfAllCalls_isSharedToo_inOneStepWithTheOwn() throws Exception {
        for (RateLimiter each : List.of(node, other)) {
            each.limit(ENVIRONMENT, NIP, limits(null, new RateLimit(3, -1, -1)));
        }
        acquire(node, SEND, 2);
        acquire(other, STATUS, 1);
        assertRefused(node, SEND);
        assertRefused(other, DOWNLOAD);
        assertThat(ledger.demands()).allMatch(demand -> demand.quotas().size() == 2);
    }

    @Test
    void nodes_mayHaveAnyClocks() throws Exception {
        var ahead =
                SlidingRateLimiter.of(new NodeTime(time, 7_000_000_000_000L, 0)).sharedThrough(ledger);
        var behind = SlidingRateLimiter.of(new NodeTime(time, -1_000_000_000_000L, Long.MAX_VALUE / 4))
                .sharedThrough(ledger);
        acquire(ahead, SEND, 5);
        acquire(behind, SEND, 5);
        behind.acquire(SEND, Deadline.NEVER);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(1_300));
    }

    @Test
    void thoseThatWait_areAskedForTogether() throws Exception {
        var stepped = SteppedTime.at("2026-11-02T10:00:00Z");
        var counting = new HookedLedger(MemoryCallLedger.of(stepped));
        var limiter = SlidingRateLimiter.of(stepped).sharedThrough(counting);
        acquire(limiter, SEND, SENDS_A_SECOND);
        List<BackgroundCall> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(BackgroundCall.waiting(() -> {
                limiter.acquire(SEND, Deadline.NEVER);
                return stepped.millis();
            }));
        }
        int before = counting.demands().size();
        stepped.advance(Duration.ofMillis(1_300));
        for (BackgroundCall caller : callers) {
            assertThat(caller.result()).isEqualTo(stepped.millis());
        }
        assertThat(counting.demands().subList(before, counting.demands().size()))
                .singleElement()
                .satisfies(demand -> assertThat(demand.wanted()).isEqualTo(8));
    }

    @Test
    void refusals_askNobody() throws Exception {
        acquire(node, SEND, SENDS_A_SECOND);
        int before = ledger.demands().size();
        for (int i = 0; i < 100; i++) {
            assertRefused(node, SEND);
        }
        assertThat(ledger.demands()).hasSize(before);
    }

    @Test
    void nodeThatHadItsPart_letsTheOthersAskFirst() throws Exception {
        acquire(other, SEND, 1);
        acquire(node, SEND, 5);
        assertThat(time.slept()).isZero();
        acquire(node, SEND, 2);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(2 * LedgerGate.POLITE_MILLIS));
        acquire(other, SEND, 1);
        node.acquire(SEND, new Deadline(time.millis()));
        assertThat(time.slept())
                .as("who has no time does not wait")
                .isEqualTo(Duration.ofMillis(2 * LedgerGate.POLITE_MILLIS));
    }

    @Test
    void thoseThatWait_getTheirNodesPartFirst_andTheRestALittleLater() throws Exception {
        var stepped = SteppedTime.at("2026-11-02T10:00:00Z");
        var counting = new HookedLedger(MemoryCallLedger.of(stepped));
        var second = SlidingRateLimiter.of(stepped).sharedThrough(counting);
        acquire(second, SEND, 6);
        var first = SlidingRateLimiter.of(stepped).sharedThrough(counting);
        acquire(first, SEND, 4);
        List<BackgroundCall> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callers.add(BackgroundCall.waiting(() -> {
                first.acquire(SEND, Deadline.NEVER);
                return stepped.millis();
            }));
        }
        stepped.advance(Duration.ofMillis(1_300));
        for (BackgroundCall caller : callers.subList(0, 5)) {
            caller.result();
        }
        while (!callers.stream().allMatch(BackgroundCall::isDone)) {
            stepped.advance(Duration.ofMillis(LedgerGate.POLITE_MILLIS));
            Thread.sleep(1);
        }
        assertThat(counting.demands()).extracting(CallDemand::wanted).endsWith(5, 3);
    }

    @Test
    void blockOfOneNode_blocksAll_andItsEndEndsIt() throws Exception {
        acquire(other, SEND, 1);
        node.penalise(SEND, time.millis() + 600_000);
        assertRefused(node, SEND);
        assertRefused(other, SEND);
        assertThat(other.whenFor(SEND, 1)).isEqualTo(time.instant().plusSeconds(600));
        acquire(other, STATUS, 1);
        node.forgive(ENVIRONMENT, NIP);
        acquire(node, SEND, 1);
        assertRefused(other, SEND);
        time.advance(Duration.ofMillis(LedgerGate.BLOCK_MILLIS));
        acquire(other, SEND, 1);
    }

    @Test
    void whoeverWaitsForAnothersBlock_leavesSoonAfterItsEnd() throws Exception {
        var stepped = SteppedTime.at("2026-11-02T10:00:00Z");
        var books = MemoryCallLedger.of(stepped);
        var blocking = SlidingRateLimiter.of(stepped).sharedThrough(books);
        var waiting = SlidingRateLimiter.of(stepped).sharedThrough(books);
        blocking.penalise(SEND, stepped.millis() + 600_000);
        var caller = BackgroundCall.waiting(() -> {
            waiting.acquire(SEND, Deadline.NEVER);
            return stepped.millis();
        });
        blocking.forgive(ENVIRONMENT, NIP);
        stepped.advance(Duration.ofMillis(LedgerGate.BLOCK_MILLIS));
        assertThat(caller.result()).isEqualTo(stepped.millis());
    }

    @Test
    void forgiving_endsBlocksThatOthersPut_onWhatThisNodeHasNotUsed() throws Exception {
        other.penalise(DOWNLOAD, time.millis() + 600_000);
        node.forgive(ENVIRONMENT, NIP);
        time.advance(Duration.ofMillis(LedgerGate.BLOCK_MILLIS));
        acquire(other, DOWNLOAD, 1);
        assertThat(time.slept()).isZero();
    }

    @Test
    void longBlock_isProbedByOneNodeAnHour_andItsAnswerEndsItForAll() throws Exception {
        node.penalise(SEND, time.millis() + Duration.ofDays(40 * 365).toMillis());
        assertRefused(other, SEND);
        time.advance(Duration.ofHours(6));
        acquire(node, SEND, 1);
        assertThatThrownBy(() -> other.acquire(SEND, Deadline.after(Duration.ofMinutes(59), time)))
                .isInstanceOf(KsefRateLimitedException.class);
        assertThatThrownBy(() -> node.acquire(SEND, Deadline.after(Duration.ofMinutes(59), time)))
                .isInstanceOf(KsefRateLimitedException.class);
        node.answered(SEND);
        acquire(node, SEND, 1);
        time.advance(Duration.ofMillis(LedgerGate.BLOCK_MILLIS));
        acquire(other, SEND, 1);
        assertThat(time.slept()).isZero();
    }

    @Test
    void limitOfZero_asksNobody() {
        node.limit(ENVIRONMENT, NIP, limits(new RateLimit(0, 0, 0), null));
        assertThatThrownBy(() -> node.acquire(SEND, Deadline.NEVER)).isInstanceOf(KsefRateLimitedException.class);
        assertThat(ledger.demands()).isEmpty();
    }

    @Test
    void ledgerGone_leavesEachNodeItsPart_andIsToldOnce() throws Exception {
        acquire(other, SEND, 1);
        acquire(node, SEND, 1);
        time.advance(Duration.ofSeconds(2));
        memory.failWith("The ledger is gone");
        acquire(node, SEND, 5);
        assertThat(time.slept()).isZero();
        assertRefused(node, SEND);
        assertThat(events.all()).containsExactly(new KsefEvent.LimitsAlone(2, "The ledger is gone"));
    }

    @Test
    void ledgerGone_isAskedAgain_everyFewSeconds_byOneCall() throws Exception {
        acquire(node, SEND, 1);
        memory.failWith("The ledger is gone");
        acquire(node, SEND, 3);
        int asked = ledger.demands().size();
        acquire(node, SEND, 3);
        assertThat(ledger.demands()).hasSize(asked);
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        acquire(node, SEND, 2);
        acquire(node, STATUS, 2);
        assertThat(ledger.demands()).hasSize(asked + 1);
    }

    @Test
    void ledgerThatHangs_holdsUpOnlyWhoAsksIt() throws Exception {
        memory.failWith("The ledger is gone");
        acquire(node, SEND, 1);
        var held = new CountDownLatch(1);
        ledger.before(held::await);
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        var asking = BackgroundCall.waiting(() -> acquired(SEND));
        acquire(node, SEND, 2);
        assertThat(asking.isDone()).isFalse();
        held.countDown();
        assertThat(asking.result()).isEqualTo(1);
    }

    @Test
    void ledgerThatIsBack_isToldWhatLeftMeanwhile_andCountsForAllAgain() throws Exception {
        acquire(node, SEND, 1);
        memory.failWith("The ledger is gone");
        acquire(node, SEND, 7);
        memory.failWith(null);
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        acquire(node, SEND, 2);
        assertThat(events.of(KsefEvent.LimitsShared.class))
                .containsExactly(new KsefEvent.LimitsShared(Duration.ofMillis(LedgerLink.RETRY_MILLIS)));
        acquire(other, SEND, 8);
        assertRefused(other, SEND);
        time.advance(Duration.ofMillis(1_300));
        acquire(other, SEND, 10);
        time.advance(Duration.ofMillis(1_300));
        acquire(other, SEND, 2);
        assertThatThrownBy(() -> other.acquire(SEND, Deadline.after(Duration.ofSeconds(50), time)))
                .as("1 + 7 + 2 + 8 + 10 + 2 in a minute")
                .isInstanceOf(KsefRateLimitedException.class);
    }

    @Test
    void whoeverWaitsAlone_leavesWhenTheLedgerIsBack() throws Exception {
        node.limit(ENVIRONMENT, NIP, limits(new RateLimit(-1, -1, 1), null));
        other.limit(ENVIRONMENT, NIP, limits(new RateLimit(-1, -1, 1), null));
        acquire(other, STATUS, 1);
        acquire(node, STATUS, 1);
        memory.failWith("The ledger is gone");
        acquire(node, SEND, 1);
        assertThat(node.whenFor(SEND, 1))
                .as("one in two hours")
                .isAfter(time.instant().plusSeconds(7_200));
        memory.failWith(null);
        node.acquire(SEND, Deadline.NEVER);
        assertThat(time.slept()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
    }

    @Test
    void ledgerNeverReached_leavesAPartOfTheNodesReckonedWith() throws Exception {
        memory.failWith("The ledger is not there");
        var lonely = SlidingRateLimiter.of(time).sharedThrough(ledger, 4, events);
        acquire(lonely, SEND, 2);
        assertRefused(lonely, SEND);
        assertThat(events.all()).containsExactly(new KsefEvent.LimitsAlone(4, "The ledger is not there"));
        assertThatThrownBy(() -> SlidingRateLimiter.of(time).sharedThrough(ledger, 0, events))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blockWhileAlone_isKnownToAll_whenTheLedgerIsBack() throws Exception {
        memory.failWith("The ledger is gone");
        acquire(node, SEND, 1);
        node.penalise(SEND, time.millis() + 600_000);
        assertRefused(node, SEND);
        memory.failWith(null);
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        assertRefused(node, SEND);
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        assertRefused(other, SEND);
        assertThat(other.whenFor(SEND, 1)).isEqualTo(time.instant().plusMillis(600_000 - 2 * LedgerLink.RETRY_MILLIS));
    }

    @Test
    void brokenLedger_isNoHarmToItsCallers_andItsWordsAreNotTold() throws Exception {
        ledger.before(() -> {
            throw new IllegalStateException("something secret");
        });
        acquire(node, SEND, 1);
        assertThat(events.of(KsefEvent.LimitsAlone.class))
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).isEqualTo("java.lang.IllegalStateException"));
    }

    @Test
    void lateAnswer_isNoGrant_andIsAskedForAgain() throws Exception {
        ledger.after(() -> {
            time.advance(Duration.ofMillis(101));
            ledger.after(() -> {});
        });
        acquire(node, SEND, 1);
        assertThat(ledger.demands()).hasSize(2);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void ledgerThatIsAlwaysLate_isAFailure_untilItIsInTime() throws Exception {
        ledger.after(() -> time.advance(Duration.ofMillis(101)));
        long begun = time.millis();
        acquire(node, SEND, 1);
        assertThat(events.of(KsefEvent.LimitsAlone.class)).hasSize(1);
        assertThat(time.millis() - begun)
                .as("a busy moment is waited out")
                .isBetween(LedgerLink.LATE_MILLIS, LedgerLink.LATE_MILLIS + 1_000);
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        acquire(node, SEND, 1);
        assertThat(events.all()).as("still late").hasSize(1);
        ledger.after(() -> {});
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        acquire(node, SEND, 1);
        assertThat(events.of(KsefEvent.LimitsShared.class)).hasSize(1);
    }

    @Test
    void deadlineWhileAsking_isTold_andTheGrantGoesToTheNext() throws Exception {
        Deadline soon = Deadline.after(Duration.ofMillis(20), time);
        ledger.after(() -> time.advance(Duration.ofMillis(50)));
        assertThatThrownBy(() -> node.acquire(SEND, soon)).isInstanceOf(KsefDeadlineException.class);
        ledger.after(() -> {});
        acquire(node, SEND, 1);
        assertThat(ledger.demands()).hasSize(1);
        time.advance(Duration.ofMillis(101));
        acquire(node, SEND, 1);
        assertThat(ledger.demands()).hasSize(2);
    }

    @Test
    void interruptedWhileAsking_letsTheNextAsk() throws Exception {
        var held = new CountDownLatch(1);
        ledger.before(held::await);
        var first = BackgroundCall.waiting(() -> acquired(SEND));
        var second = BackgroundCall.waiting(() -> acquired(SEND));
        ledger.before(() -> {});
        first.interrupt();
        assertThat(first.failure()).isInstanceOf(InterruptedException.class);
        assertThat(second.result()).isEqualTo(1);
    }

    @Test
    void whoeverComesWhileOthersAsk_isServedAfterThem() throws Exception {
        for (RateLimiter each : List.of(node, other)) {
            each.limit(ENVIRONMENT, NIP, limits(null, ONE_A_SECOND));
        }
        var held = new CountDownLatch(1);
        ledger.before(held::await);
        var query = BackgroundCall.waiting(() -> acquired(DOWNLOAD));
        var close = BackgroundCall.waiting(() -> acquired(Calls.call(NIP, RateLimitGroup.ONLINE_SESSION_CLOSE)));
        ledger.before(() -> {});
        held.countDown();
        assertThat(query.result() + close.result()).isEqualTo(2);
        assertThat(time.slept()).as("one after the other").isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void letGoWhileAsking_isSo_whenTheAnswerHasCome() throws Exception {
        var signal = new CompletableFuture<Void>();
        ledger.after(() -> signal.complete(null));
        assertThat(node.acquire(SEND, Deadline.NEVER, signal)).isFalse();
    }

    @Test
    void ledgerThatLostItsBooks_isToldWhatThisNodeMade() throws Exception {
        acquire(node, SEND, 8);
        memory.lose();
        acquire(node, SEND, 1);
        int before = ledger.demands().size();
        acquire(node, SEND, 1);
        CallDemand demand = ledger.demands().get(before);
        assertThat(demand.quotas().get(0).leftMillisAgo()).hasSize(8);
        assertRefused(other, SEND);
    }

    @Test
    void failedDemand_isToldAgainWhatLeftAlone() throws Exception {
        memory.failWith("The ledger is gone");
        acquire(node, SEND, 3);
        for (int i = 0; i < 2; i++) {
            time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
            acquire(node, SEND, 1);
        }
        assertThat(ledger.demands())
                .extracting(demand -> demand.quotas().get(0))
                .extracting(QuotaDemand::leftMillisAgo)
                .extracting(List::size)
                .containsExactly(0, 3, 4);
        memory.failWith(null);
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        acquire(node, SEND, 1);
        assertThat(other.whenFor(SEND, 25))
                .as("5 + 1 of 30 a minute")
                .isAfter(time.instant().plusSeconds(40));
    }

    @Test
    void idempotence_isUpToTheLedger_asEachDemandHasItsOwnId() throws Exception {
        acquire(node, SEND, 2);
        acquire(other, SEND, 1);
        assertThat(ledger.demands()).extracting(CallDemand::id).doesNotHaveDuplicates();
        assertThat(ledger.demands())
                .extracting(CallDemand::node)
                .satisfies(nodes ->
                        assertThat(nodes.get(0)).isEqualTo(nodes.get(1)).isNotEqualTo(nodes.get(2)));
    }

    @Test
    void partOfALimit_isRoundedDown_orHasALongerWindow() {
        WindowAllowance part = WindowAllowance.of(new RateLimit(7, 2, 0), WindowLengths.OF_KSEF)
                .share(3);
        assertThat(part.windows())
                .extracting(window -> window.calls() + " in " + window.millis())
                .containsExactly("2 in 1000", "1 in 120000", "0 in 3600000");
    }

    @Test
    void slack_keepsTheLedger() throws Exception {
        var exact = node().slack(Duration.ZERO);
        acquire(exact, SEND, SENDS_A_SECOND);
        assertThat(other.whenFor(SEND, 1)).isEqualTo(time.instant().plusMillis(1_300));
        assertThat(exact.whenFor(SEND, 1)).isEqualTo(time.instant().plusMillis(1_100));
        assertThatThrownBy(() -> exact.slack(Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class);
    }

    private long acquired(LimitedCall call) throws InterruptedException {
        node.acquire(call, Deadline.NEVER);
        return 1;
    }

    private void assertRefused(RateLimiter limiter, LimitedCall call) {
        AtomicReference<@Nullable Instant> until = new AtomicReference<>();
        assertThatThrownBy(() -> limiter.acquire(call, new Deadline(time.millis())))
                .isInstanceOfSatisfying(
                        KsefRateLimitedException.class,
                        refused -> until.set(refused.notBefore().orElseThrow()));
        assertThat(until.get()).isAfter(time.instant());
    }
}
