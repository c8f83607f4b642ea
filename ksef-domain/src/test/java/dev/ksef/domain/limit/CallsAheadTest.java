package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.NIP;
import static dev.ksef.domain.limit.Calls.SEND;
import static dev.ksef.domain.limit.Calls.STATUS;
import static dev.ksef.domain.limit.Calls.acquire;
import static dev.ksef.domain.limit.Calls.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.limit.MemoryCallLedger;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many calls a node has granted beyond those that wait. */
class CallsAheadTest {

    private static final int PLENTY = 100_000;

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final HookedLedger ledger = new HookedLedger(MemoryCallLedger.of(time));
    private final SlidingRateLimiter node = node();

    private SlidingRateLimiter node() {
        var made = SlidingRateLimiter.of(time).sharedThrough(ledger);
        limit(made, new RateLimit(PLENTY, PLENTY, PLENTY));
        return made;
    }

    private static void limit(SlidingRateLimiter limiter, RateLimit limit) {
        limiter.limit(ENVIRONMENT, NIP, limits(limit, RateLimit.UNLIMITED));
    }

    private List<Integer> wanted() {
        return ledger.demands().stream().map(CallDemand::wanted).toList();
    }

    @Test
    void steadyCalls_areAskedFor_inLargerAndLargerBatches() throws Exception {
        acquire(node, SEND, 1_000);
        assertThat(wanted()).startsWith(1, 2, 3, 5, 9, 17, 33, 65, 65).hasSize(22);
    }

    @Test
    void callsNowAndThen_areAskedForOneByOne() throws Exception {
        for (int i = 0; i < 20; i++) {
            acquire(node, SEND, 1);
            time.advance(Duration.ofMillis(101));
        }
        assertThat(wanted()).hasSize(20).containsOnly(1);
    }

    @Test
    void callsTakenInVain_areMadeUpFor_beforeMoreAreTakenAhead() throws Exception {
        acquire(node, SEND, 1 + 2 + 3 + 5 + 1);
        time.advance(Duration.ofMillis(101));
        int before = wanted().size();
        acquire(node, SEND, 8 * CallsAhead.MADE_FOR_ONE_LOST + 3);
        List<Integer> later = wanted().subList(before, wanted().size());
        assertThat(later.subList(0, 8 * CallsAhead.MADE_FOR_ONE_LOST)).containsOnly(1);
        assertThat(later.subList(8 * CallsAhead.MADE_FOR_ONE_LOST, later.size()))
                .singleElement()
                .isEqualTo(1 + CallsAhead.MOST);
    }

    @Test
    void windowThatIsNotFarFromFull_hasNoneTakenAhead() throws Exception {
        limit(node, new RateLimit(-1, PLENTY, 2 * CallsAhead.ROOM_FOR_ONE + 20));
        acquire(node, SEND, 1 + 2 + 3 + 3 + 3 + 3 + 3 + 3);
        acquire(node, SEND, 120);
        assertThat(wanted()).startsWith(1, 2, 3, 3, 3, 3, 3, 3, 2);
        assertThat(wanted().subList(wanted().size() - 10, wanted().size())).containsOnly(1);
    }

    @Test
    void quotaOfAllCalls_countsToo() throws Exception {
        node.limit(ENVIRONMENT, NIP, limits(new RateLimit(-1, -1, PLENTY), new RateLimit(-1, -1, 50)));
        acquire(node, SEND, 20);
        assertThat(wanted()).hasSize(20).containsOnly(1);
    }

    @Test
    void limitsOfKsef_leaveRoomForNone() throws Exception {
        var documented = SlidingRateLimiter.of(time).sharedThrough(ledger);
        acquire(documented, SEND, 10);
        acquire(documented, STATUS, 10);
        assertThat(wanted()).hasSize(20).containsOnly(1);
    }

    @Test
    void block_endsWhatWasTakenAhead() throws Exception {
        acquire(node, SEND, 30);
        node.penalise(SEND, time.millis() + 60_000);
        assertThatThrownBy(() -> node.acquire(SEND, new Deadline(time.millis())))
                .isInstanceOf(KsefRateLimitedException.class);
    }

    @Test
    void whoeverIsTooLate_leavesWhatWasTakenAheadToOthers() throws Exception {
        acquire(node, SEND, 30);
        int before = wanted().size();
        assertThatThrownBy(() -> node.acquire(SEND, new Deadline(time.millis() - 1)))
                .isInstanceOf(KsefDeadlineException.class);
        acquire(node, SEND, 7);
        assertThat(wanted()).hasSize(before);
    }

    @Test
    void callsTakenAhead_areGoodForAMoment() throws Exception {
        acquire(node, SEND, 30);
        int before = wanted().size();
        time.advance(LedgerLink.GRANT);
        acquire(node, SEND, 1);
        assertThat(wanted()).hasSize(before);
        time.advance(Duration.ofMillis(1));
        acquire(node, SEND, 1);
        assertThat(wanted()).hasSize(before + 1);
    }
}
