package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.DOWNLOAD;
import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.NIP;
import static dev.ksef.domain.limit.Calls.SEND;
import static dev.ksef.domain.limit.Calls.acquire;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.limit.QueueTurn.Turn;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.limit.MemoryCallLedger;
import dev.ksef.testkit.thread.BackgroundCall;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.time.SteppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A line of calls, and what a ledger grants them. Where calls have no threads, a test takes their steps in its own order. */
class LedgerGateTest {

    private static final int CALLS = 10;

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final MemoryCallLedger memory = MemoryCallLedger.of(time);
    private final HookedLedger ledger = new HookedLedger(memory);
    private final LedgerLink link = new LedgerLink(new LedgerUse(ledger, 1, new KsefListener() {}), time);
    private final LedgerQuota own = quota(QuotaKey.of(SEND), new RateLimit(CALLS, -1, -1));
    private final LedgerQuota shared = quota(QuotaKey.allCalls(ENVIRONMENT), RateLimit.UNLIMITED);
    private final AtomicLong numbers = new AtomicLong();
    private final LedgerGate gate = new LedgerGate(own, shared, time, numbers, link);

    private static LedgerQuota quota(QuotaKey key, RateLimit limit) {
        return new LedgerQuota(key, WindowAllowance.of(limit, WindowLengths.OF_KSEF));
    }

    private WaitingCall inLine(Deadline deadline) {
        var waiter = new WaitingCall(SEND.group().urgency(), numbers.getAndIncrement(), deadline);
        own.join(waiter);
        return waiter;
    }

    private Turn look(WaitingCall waiter) throws InterruptedException {
        return gate.look(waiter).turn();
    }

    private boolean passes() {
        return gate.passesAtOnce(Deadline.NEVER);
    }

    @Test
    void whoeverLeavesTheLine_handsBackItsGrant() throws Exception {
        WaitingCall first = inLine(Deadline.NEVER);
        WaitingCall second = inLine(Deadline.NEVER);
        assertThat(look(first)).isEqualTo(Turn.AGAIN);
        assertThat(passes()).isFalse();
        gate.leave(second);
        assertThat(passes()).isTrue();
        assertThat(passes()).isFalse();
        assertThat(look(first)).isEqualTo(Turn.LEFT);
        assertThat(ledger.granted()).isEqualTo(2);
    }

    @Test
    void grantThatIsTooOld_isNotHandedBack_toALaterOne() throws Exception {
        WaitingCall first = inLine(Deadline.NEVER);
        WaitingCall second = inLine(Deadline.NEVER);
        look(first);
        time.advance(LedgerLink.GRANT.plusMillis(1));
        assertThat(look(first)).as("it asks again").isEqualTo(Turn.AGAIN);
        gate.leave(second);
        assertThat(passes()).isFalse();
        assertThat(look(first)).isEqualTo(Turn.LEFT);
        assertThat(ledger.demands()).extracting(CallDemand::wanted).containsExactly(2, 1);
    }

    @Test
    void grantForOneWhoseDeadlineHasCome_isForTheNextAtOnce() throws Exception {
        WaitingCall first = inLine(Deadline.NEVER);
        WaitingCall hurried = inLine(Deadline.after(Duration.ofMillis(20), time));
        ledger.after(() -> time.advance(Duration.ofMillis(50)));
        look(first);
        assertThat(passes()).isTrue();
        assertThat(look(hurried)).isEqualTo(Turn.GIVE_UP);
        assertThat(look(first)).isEqualTo(Turn.LEFT);
    }

    @Test
    void grantLeft_isForThoseInLine_beforeOneThatComes() throws Exception {
        WaitingCall first = inLine(Deadline.NEVER);
        WaitingCall second = inLine(Deadline.NEVER);
        look(first);
        gate.leave(first);
        WaitingCall third = inLine(Deadline.NEVER);
        assertThat(passes()).as("another one is before it").isFalse();
        assertThat(look(third)).isEqualTo(Turn.LEFT);
        assertThat(look(second)).isEqualTo(Turn.LEFT);
        assertThat(ledger.demands()).hasSize(1);
    }

    @Test
    void grantOfNone_isFollowedByAPause() throws Exception {
        WaitingCall first = inLine(Deadline.NEVER);
        ledger.before(() -> {
            ledger.before(() -> {});
            memory.block(own.key(), 1);
        });
        long asked = time.millis();
        assertThat(look(first)).isEqualTo(Turn.AGAIN);
        time.advance(Duration.ofMillis(1));
        assertThat(gate.look(first)).as("the block is over").isEqualTo(new QueueTurn(Turn.SLEEP, asked + 10));
        time.advance(Duration.ofMillis(9));
        assertThat(look(first)).isEqualTo(Turn.AGAIN);
        assertThat(look(first)).isEqualTo(Turn.LEFT);
        assertThat(ledger.demands()).hasSize(2);
    }

    @Test
    void block_staysWhenTheLedgerIsGone() throws Exception {
        own.merge(new long[0], time.millis() + 600_000, time.millis());
        memory.failWith("The ledger is gone");
        WaitingCall first = inLine(Deadline.NEVER);
        assertThat(look(first)).isEqualTo(Turn.AGAIN);
        assertThat(link.isAlone()).isTrue();
        assertThat(look(first)).isEqualTo(Turn.SLEEP);
    }

    @Test
    void whileAnotherLineWaitsForTheSharedQuota_oneIsAskedFor() throws Exception {
        var stepped = SteppedTime.at("2026-11-02T10:00:00Z");
        var asked = new HookedLedger(MemoryCallLedger.of(stepped));
        var limiter = SlidingRateLimiter.of(stepped).sharedThrough(asked);
        limiter.limit(ENVIRONMENT, NIP, limits(null, new RateLimit(3, -1, -1)));
        acquire(limiter, SEND, 3);
        List<BackgroundCall> callers = new ArrayList<>();
        for (LimitedCall call : List.of(SEND, DOWNLOAD, SEND)) {
            callers.add(caller(limiter, stepped, call));
        }
        stepped.advance(Duration.ofMillis(1_300));
        for (BackgroundCall caller : callers) {
            assertThat(caller.result()).isEqualTo(stepped.millis());
        }
        assertThat(asked.demands()).extracting(CallDemand::wanted).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @Test
    void afterALateAnswer_oneIsAskedFor() throws Exception {
        var stepped = SteppedTime.at("2026-11-02T10:00:00Z");
        var asked = new HookedLedger(MemoryCallLedger.of(stepped));
        var limiter = SlidingRateLimiter.of(stepped).sharedThrough(asked);
        acquire(limiter, SEND, CALLS);
        List<BackgroundCall> callers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            callers.add(caller(limiter, stepped, SEND));
        }
        asked.after(() -> {
            asked.after(() -> {});
            stepped.advance(LedgerLink.GRANT.plusMillis(1));
        });
        stepped.advance(Duration.ofMillis(1_300));
        while (!callers.stream().allMatch(BackgroundCall::isDone)) {
            stepped.advance(Duration.ofMillis(1));
            Thread.sleep(1);
        }
        assertThat(asked.demands().subList(CALLS, CALLS + 2))
                .extracting(CallDemand::wanted)
                .containsExactly(3, 1);
    }

    @Test
    void gateThatAsks_isNotRetired() throws Exception {
        List<Boolean> retired = new ArrayList<>();
        ledger.before(() -> retired.add(gate.retire(time.millis() + 1, time.millis())));
        gate.whenFor(1);
        assertThat(retired).containsExactly(false);
        assertThat(gate.retire(time.millis() + 1, time.millis())).isTrue();
    }

    @Test
    void gateThatHasToTellOfABlock_isNotRetired() throws Exception {
        memory.failWith("The ledger is gone");
        gate.unblock();
        assertThat(gate.retire(time.millis() + 1, time.millis())).isFalse();
        memory.failWith(null);
        time.advance(Duration.ofMillis(LedgerLink.RETRY_MILLIS));
        WaitingCall first = inLine(Deadline.NEVER);
        assertThat(look(first)).as("it asks, and tells").isEqualTo(Turn.AGAIN);
        gate.leave(first);
        assertThat(gate.retire(time.millis() + 1, time.millis())).isTrue();
    }

    @Test
    void ledgerThatGrantsMoreThanWasAskedFor_isTakenAtTheQuestion() throws Exception {
        var generous = new LedgerLink(new LedgerUse(generous(), 1, new KsefListener() {}), time);
        var other = new LedgerGate(own, shared, time, numbers, generous);
        WaitingCall first = inLine(Deadline.NEVER);
        other.look(first);
        assertThat(other.look(first).turn()).isEqualTo(Turn.LEFT);
        assertThat(other.passesAtOnce(Deadline.NEVER)).isFalse();
    }

    private CallLedger generous() {
        return new CallLedger() {
            @Override
            public CallGrant take(CallDemand demand) throws InterruptedException {
                CallGrant grant = memory.take(demand);
                return new CallGrant(grant.granted() + 1, grant.counts(), grant.nodes());
            }

            @Override
            public void block(QuotaKey quota, long remainingMillis) {}

            @Override
            public void unblock(QuotaKey quota) {}
        };
    }

    private static BackgroundCall caller(SlidingRateLimiter limiter, SteppedTime time, LimitedCall call) {
        return BackgroundCall.waiting(() -> {
            limiter.acquire(call, Deadline.NEVER);
            return time.millis();
        });
    }
}
