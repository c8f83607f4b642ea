package dev.ksef.testkit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.CallWindow;
import dev.ksef.port.ledger.QuotaCount;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.TestThreads;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests what every {@link CallLedger} must do. Extend this class and make an empty ledger that goes by the clock of the test. */
public abstract class CallLedgerContract {

    private static final String ENVIRONMENT = "TEST";
    private static final Nip NIP = Nip.of("5265877635");
    private static final QuotaKey SEND = key(NIP, RateLimitGroup.INVOICE_SEND);
    private static final QuotaKey STATUS = key(NIP, RateLimitGroup.INVOICE_STATUS);
    private static final QuotaKey ALL = QuotaKey.allCalls(ENVIRONMENT);
    private static final List<CallWindow> THREE_A_SECOND = List.of(new CallWindow(3, 1_000));
    private static final long DECADES = Duration.ofDays(40 * 365).toMillis();

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");

    /**
     * Makes a ledger that has counted nothing. It lasts until the end of the test.
     *
     * @param time the ledger's clock
     */
    protected abstract CallLedger ledger(Time time);

    @Test
    void calls_areGranted_asManyAsEveryWindowHasRoomFor() throws Exception {
        var ledger = ledger(time);
        var windows = List.of(new CallWindow(3, 1_000), new CallWindow(5, 60_000), new CallWindow(7, 3_600_000));
        assertThat(take(ledger, 10, windows)).isEqualTo(3);
        assertThat(take(ledger, 10, windows)).isZero();
        advance(1_000);
        assertThat(take(ledger, 10, windows)).as("by the minute").isEqualTo(2);
        advance(60_000);
        assertThat(take(ledger, 1, windows)).as("no more than wanted").isEqualTo(1);
        assertThat(take(ledger, 10, windows)).as("by the hour").isEqualTo(1);
        advance(3_539_000);
        assertThat(take(ledger, 10, windows))
                .as("the first three have left the hour")
                .isEqualTo(3);
    }

    @Test
    void window_ends_toTheMillisecond() throws Exception {
        var ledger = ledger(time);
        assertThat(take(ledger, 1, THREE_A_SECOND)).isEqualTo(1);
        advance(400);
        assertThat(take(ledger, 5, THREE_A_SECOND)).isEqualTo(2);
        advance(599);
        assertThat(take(ledger, 5, THREE_A_SECOND)).isZero();
        advance(1);
        assertThat(take(ledger, 5, THREE_A_SECOND)).isEqualTo(1);
    }

    @Test
    void windowWithoutCalls_grantsNone_andNoWindowsGrantAll() throws Exception {
        var ledger = ledger(time);
        assertThat(take(ledger, 5, List.of(new CallWindow(0, 1_000)))).isZero();
        assertThat(take(ledger, 5_000, List.of())).isEqualTo(5_000);
        assertThat(take(ledger, 5, THREE_A_SECOND))
                .as("what left without windows is not kept")
                .isEqualTo(3);
    }

    @Test
    void windows_mayChange_andCountWhatLeftBefore() throws Exception {
        var ledger = ledger(time);
        assertThat(take(ledger, 5, List.of(new CallWindow(10, 1_000)))).isEqualTo(5);
        advance(30_000);
        assertThat(take(ledger, 5, List.of(new CallWindow(7, 60_000)))).isEqualTo(2);
    }

    @Test
    void twoQuotas_areCountedInOneStep_orNeither() throws Exception {
        var ledger = ledger(time);
        var all = List.of(new CallWindow(4, 1_000));
        assertThat(both(ledger, SEND, 5, all).granted()).isEqualTo(3);
        assertThat(both(ledger, STATUS, 5, all).granted())
                .as("one is left of all")
                .isEqualTo(1);
        advance(500);
        assertThat(both(ledger, STATUS, 5, all).granted()).isZero();
        assertThat(take(ledger, STATUS, 5, THREE_A_SECOND))
                .as("what was not granted is not counted")
                .isEqualTo(2);
    }

    @Test
    void quotas_areToldApart_byEachPartOfTheirKeys() throws Exception {
        var ledger = ledger(time);
        List<QuotaKey> keys = List.of(
                SEND,
                STATUS,
                key(Nip.of("1111111111"), RateLimitGroup.INVOICE_SEND),
                key(new InternalId("5265877635-11111"), RateLimitGroup.INVOICE_SEND),
                new QuotaKey("DEMO", NIP, RateLimitGroup.INVOICE_SEND, null),
                new QuotaKey(ENVIRONMENT, NIP, RateLimitGroup.OTHER, "GET /a/{b}"),
                new QuotaKey(ENVIRONMENT, NIP, RateLimitGroup.OTHER, "GET /a/{c}"),
                new QuotaKey(ENVIRONMENT, NIP, RateLimitGroup.OTHER, null),
                QuotaKey.publicCalls(ENVIRONMENT),
                ALL);
        for (QuotaKey key : keys) {
            assertThat(take(ledger, key, 5, THREE_A_SECOND)).as("%s", key).isEqualTo(3);
        }
    }

    @Test
    void keys_mayHoldAnyCharacters() throws Exception {
        var ledger = ledger(time);
        for (String environment : List.of("a:b", "a:b:", "a b", "a{b}", "żółw", "*", "a\nb")) {
            var key = new QuotaKey(environment, NIP, RateLimitGroup.OTHER, "GET /:{}*?[a]");
            assertThat(take(ledger, key, 5, THREE_A_SECOND)).as("%s", key).isEqualTo(3);
            ledger.block(key, 1_000);
            assertThat(count(ledger, key, "").blockedMillis()).isEqualTo(1_000);
            ledger.unblock(key);
        }
    }

    @Test
    void question_countsNothing() throws Exception {
        var ledger = ledger(time);
        assertThat(take(ledger, 0, THREE_A_SECOND)).isZero();
        assertThat(count(ledger, SEND, "").leftMillisAgo()).isEmpty();
        assertThat(take(ledger, 3, THREE_A_SECOND)).isEqualTo(3);
    }

    @Test
    void demandExecutedAgain_isAnsweredAlike_andCountsNothingMore() throws Exception {
        var ledger = ledger(time);
        var told = new QuotaDemand(SEND, List.of(new CallWindow(5, 1_000)), "", List.of(10L));
        var demand = new CallDemand("the-same", "a", List.of(told), 2, false);
        assertThat(ledger.take(demand).granted()).isEqualTo(2);
        advance(50);
        assertThat(ledger.take(demand).granted()).isEqualTo(2);
        assertThat(count(ledger, SEND, "").leftMillisAgo()).containsExactly(60L, 50L, 50L);
        advance(Duration.ofSeconds(59).toMillis());
        var refused = new CallDemand("none", "a", List.of(told), 0, false);
        assertThat(ledger.take(demand).granted()).as("almost a minute later").isEqualTo(2);
        assertThat(ledger.take(refused).granted()).isZero();
    }

    @Test
    void refusedDemandExecutedAgain_staysRefused() throws Exception {
        var ledger = ledger(time);
        take(ledger, 3, THREE_A_SECOND);
        var demand = demand("the-same", "a", SEND, 2, THREE_A_SECOND, false);
        assertThat(ledger.take(demand).granted()).isZero();
        advance(1_000);
        assertThat(ledger.take(demand).granted()).isZero();
        assertThat(take(ledger, 3, THREE_A_SECOND)).isEqualTo(3);
    }

    @Test
    void answer_tellsWhatLeftSinceTheCursor_andItsOwnCalls() throws Exception {
        var ledger = ledger(time);
        QuotaCount first = counted(ledger, "a", 2, "");
        assertThat(first.afresh()).isTrue();
        assertThat(first.leftMillisAgo()).containsExactly(0L, 0L);
        assertThat(first.cursor()).isNotEmpty();
        advance(300);
        QuotaCount other = counted(ledger, "b", 1, "");
        assertThat(other.leftMillisAgo()).containsExactly(300L, 300L, 0L);
        advance(200);
        QuotaCount second = counted(ledger, "a", 1, first.cursor());
        assertThat(second.afresh()).isFalse();
        assertThat(second.leftMillisAgo()).containsExactly(200L, 0L);
        assertThat(counted(ledger, "a", 0, second.cursor()).leftMillisAgo()).isEmpty();
        assertThat(counted(ledger, "b", 0, other.cursor()).leftMillisAgo()).containsExactly(0L);
    }

    @Test
    void answer_tellsNoMoreThanTheLargestWindowTakes_ofTheLatest() throws Exception {
        var ledger = ledger(time);
        for (int i = 0; i < 5; i++) {
            take(ledger, 3, THREE_A_SECOND);
            advance(1_000);
        }
        QuotaCount count = count(ledger, SEND, "");
        assertThat(count.leftMillisAgo()).hasSizeLessThanOrEqualTo(10).endsWith(1_000L, 1_000L, 1_000L);
        var small = new QuotaDemand(SEND, THREE_A_SECOND, "", List.of());
        assertThat(ledger.take(new CallDemand(id(), "a", List.of(small), 0, false))
                        .counts()
                        .get(0)
                        .leftMillisAgo())
                .containsExactly(1_000L, 1_000L, 1_000L);
    }

    @Test
    void unknownCursor_isAnsweredAfresh() throws Exception {
        var ledger = ledger(time);
        take(ledger, 2, THREE_A_SECOND);
        QuotaCount count = count(ledger, SEND, "of-another-ledger");
        assertThat(count.afresh()).isTrue();
        assertThat(count.leftMillisAgo()).containsExactly(0L, 0L);
        assertThat(count(ledger, SEND, count.cursor()).afresh()).isFalse();
    }

    @Test
    void callsThatLeftBefore_areCounted_atThatAgeOrLess_beforeAnythingIsGranted() throws Exception {
        var ledger = ledger(time);
        var windows = List.of(new CallWindow(4, 60_000));
        take(ledger, 1, windows);
        advance(10_000);
        var told = new QuotaDemand(SEND, windows, "", List.of(5_000L, 7_000L));
        CallGrant grant = ledger.take(new CallDemand(id(), "a", List.of(told), 5, false));
        assertThat(grant.granted()).isEqualTo(1);
        assertThat(grant.counts().get(0).leftMillisAgo())
                .hasSize(4)
                .startsWith(10_000L)
                .endsWith(0L)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(grant.counts().get(0).leftMillisAgo().get(1)).isLessThanOrEqualTo(7_000L);
        assertThat(grant.counts().get(0).leftMillisAgo().get(2)).isLessThanOrEqualTo(5_000L);
        var more = new QuotaDemand(SEND, windows, "", List.of(0L, 0L, 0L));
        assertThat(ledger.take(new CallDemand(id(), "a", List.of(more), 0, false))
                        .granted())
                .isZero();
        advance(50_000);
        assertThat(take(ledger, 5, windows))
                .as("those that left cannot be refused")
                .isZero();
        advance(10_000);
        assertThat(take(ledger, 5, windows)).isEqualTo(4);
    }

    @Test
    void block_holdsItsQuotaBack_andNoOther_andAShorterOneChangesNothing() throws Exception {
        var ledger = ledger(time);
        ledger.block(SEND, 5_000);
        ledger.block(SEND, 2_000);
        assertThat(take(ledger, 1, THREE_A_SECOND)).isZero();
        assertThat(take(ledger, STATUS, 1, THREE_A_SECOND)).isEqualTo(1);
        advance(4_999);
        assertThat(count(ledger, SEND, "").blockedMillis()).isEqualTo(1);
        assertThat(take(ledger, 1, THREE_A_SECOND)).isZero();
        advance(1);
        assertThat(count(ledger, SEND, "").blockedMillis()).isZero();
        assertThat(take(ledger, 1, THREE_A_SECOND)).isEqualTo(1);
    }

    @Test
    void blockOfOneOfTwoQuotas_holdsBackBoth_andWithoutWindows_too() throws Exception {
        var ledger = ledger(time);
        ledger.block(ALL, 1_000);
        assertThat(both(ledger, SEND, 1, THREE_A_SECOND).granted()).isZero();
        ledger.block(STATUS, 1_000);
        assertThat(take(ledger, STATUS, 1, List.of())).isZero();
    }

    @Test
    void longBlock_lasts_untilItIsEnded() throws Exception {
        var ledger = ledger(time);
        ledger.block(SEND, DECADES);
        advance(Duration.ofDays(1).toMillis());
        assertThat(count(ledger, SEND, "").blockedMillis())
                .isEqualTo(DECADES - Duration.ofDays(1).toMillis());
        ledger.unblock(SEND);
        ledger.unblock(SEND);
        assertThat(count(ledger, SEND, "").blockedMillis()).isZero();
        assertThat(take(ledger, 1, THREE_A_SECOND)).isEqualTo(1);
    }

    @Test
    void probe_leavesInSpiteOfABlock_asItsWindowsAllow() throws Exception {
        var ledger = ledger(time);
        ledger.block(SEND, DECADES);
        var windows = List.of(new CallWindow(10, 1_000), new CallWindow(1, 3_600_000));
        assertThat(ledger.take(demand(id(), "a", SEND, 1, windows, true)).granted())
                .isEqualTo(1);
        assertThat(ledger.take(demand(id(), "b", SEND, 1, windows, true)).granted())
                .isZero();
        assertThat(count(ledger, SEND, "").blockedMillis()).isEqualTo(DECADES);
    }

    @Test
    void nodes_areThoseThatAskedLately_aboutTheEnvironment() throws Exception {
        var ledger = ledger(time);
        assertThat(ledger.take(demand(id(), "a", SEND, 1, THREE_A_SECOND, false))
                        .nodes())
                .isEqualTo(1);
        assertThat(ledger.take(demand(id(), "b", STATUS, 0, THREE_A_SECOND, false))
                        .nodes())
                .isEqualTo(2);
        var elsewhere = new QuotaKey("DEMO", NIP, RateLimitGroup.INVOICE_SEND, null);
        assertThat(ledger.take(demand(id(), "c", elsewhere, 1, THREE_A_SECOND, false))
                        .nodes())
                .isEqualTo(1);
        advance(CallLedger.AT_WORK.toMillis() - 1_000);
        assertThat(ledger.take(demand(id(), "b", SEND, 1, THREE_A_SECOND, false))
                        .nodes())
                .isEqualTo(2);
        advance(1_001);
        assertThat(ledger.take(demand(id(), "b", SEND, 1, THREE_A_SECOND, false))
                        .nodes())
                .isEqualTo(1);
    }

    @Test
    void callsOfTheLastHour_areKept_howeverManyThereAre() throws Exception {
        var ledger = ledger(time);
        var windows = List.of(new CallWindow(2_000, 3_600_000));
        for (int i = 0; i < 20; i++) {
            assertThat(take(ledger, 100, windows)).isEqualTo(100);
            advance(60_000);
        }
        assertThat(take(ledger, 100, windows)).isZero();
        advance(40 * 60_000 - 1);
        assertThat(take(ledger, 100, windows)).isZero();
        advance(1);
        assertThat(take(ledger, 1_000, windows)).isEqualTo(100);
    }

    @Test
    void clockThatGoesBack_endsNoWindowSooner() throws Exception {
        var ledger = ledger(time);
        assertThat(take(ledger, 3, THREE_A_SECOND)).isEqualTo(3);
        advance(-500);
        assertThat(take(ledger, 3, THREE_A_SECOND)).isZero();
        assertThat(count(ledger, SEND, "").leftMillisAgo()).allMatch(age -> age >= 0);
        advance(1_499);
        assertThat(take(ledger, 3, THREE_A_SECOND)).isZero();
        advance(1);
        assertThat(take(ledger, 3, THREE_A_SECOND)).isEqualTo(3);
    }

    @Test
    void manyAtOnce_areGrantedNoMoreThanOneAfterAnother() throws Exception {
        var ledger = ledger(time);
        var windows = List.of(new CallWindow(50, 1_000));
        var granted = new AtomicInteger();
        TestThreads.runTogether(8, number -> {
            for (int i = 0; i < 10; i++) {
                var quota = new QuotaDemand(SEND, windows, "", List.of());
                granted.addAndGet(ledger.take(new CallDemand(id(), "" + number, List.of(quota), 1, false))
                        .granted());
            }
        });
        assertThat(granted).hasValue(50);
        assertThat(count(ledger, SEND, "", windows).leftMillisAgo()).hasSize(50);
    }

    @Test
    void cursors_missNothing_andTellNothingTwice() throws Exception {
        var ledger = ledger(time);
        var windows = List.of(new CallWindow(1_000, 1_000));
        Map<String, Integer> told = new ConcurrentHashMap<>();
        TestThreads.runTogether(4, number -> {
            String cursor = "";
            int calls = 0;
            for (int i = 0; i < 25; i++) {
                var quota = new QuotaDemand(SEND, windows, cursor, List.of());
                QuotaCount count = ledger.take(new CallDemand(id(), "" + number, List.of(quota), 1, false))
                        .counts()
                        .get(0);
                cursor = count.cursor();
                calls += count.leftMillisAgo().size();
            }
            told.merge(cursor, calls, Math::max);
        });
        for (Map.Entry<String, Integer> each : told.entrySet()) {
            int later =
                    count(ledger, SEND, each.getKey(), windows).leftMillisAgo().size();
            assertThat(each.getValue() + later).isEqualTo(4 * 25);
        }
    }

    @Test
    void interruptedThread_isToldSo() throws Exception {
        var ledger = ledger(time);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> take(ledger, 1, THREE_A_SECOND)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ledger.block(SEND, 1_000)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ledger.unblock(SEND)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(take(ledger, 1, THREE_A_SECOND)).isEqualTo(1);
    }

    private void advance(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    private static int take(CallLedger ledger, int wanted, List<CallWindow> windows) throws InterruptedException {
        return take(ledger, SEND, wanted, windows);
    }

    private static int take(CallLedger ledger, QuotaKey key, int wanted, List<CallWindow> windows)
            throws InterruptedException {
        return ledger.take(demand(id(), "a", key, wanted, windows, false)).granted();
    }

    private static CallGrant both(CallLedger ledger, QuotaKey own, int wanted, List<CallWindow> all)
            throws InterruptedException {
        var quotas =
                List.of(new QuotaDemand(own, THREE_A_SECOND, "", List.of()), new QuotaDemand(ALL, all, "", List.of()));
        return ledger.take(new CallDemand(id(), "a", quotas, wanted, false));
    }

    private static QuotaCount counted(CallLedger ledger, String node, int wanted, String cursor)
            throws InterruptedException {
        var quota = new QuotaDemand(SEND, List.of(new CallWindow(10, 1_000)), cursor, List.of());
        return ledger.take(new CallDemand(id(), node, List.of(quota), wanted, false))
                .counts()
                .get(0);
    }

    private static QuotaCount count(CallLedger ledger, QuotaKey key, String cursor) throws InterruptedException {
        return count(ledger, key, cursor, List.of(new CallWindow(10, 1_000)));
    }

    private static QuotaCount count(CallLedger ledger, QuotaKey key, String cursor, List<CallWindow> windows)
            throws InterruptedException {
        var quota = new QuotaDemand(key, windows, cursor, List.of());
        return ledger.take(new CallDemand(id(), "a", List.of(quota), 0, false))
                .counts()
                .get(0);
    }

    private static CallDemand demand(
            String id, String node, QuotaKey key, int wanted, List<CallWindow> windows, boolean probe) {
        return new CallDemand(id, node, List.of(new QuotaDemand(key, windows, "", List.of())), wanted, probe);
    }

    private static QuotaKey key(ContextIdentifier context, RateLimitGroup group) {
        return new QuotaKey(ENVIRONMENT, context, group, null);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
