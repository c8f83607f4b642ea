package dev.ksef.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallWindow;
import dev.ksef.port.ledger.QuotaCount;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.TestThreads;
import dev.ksef.testkit.time.FakeTime;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What several ledgers count together by the clock of Redis, and what they keep there. */
class SharedCallsTest {

    private static final QuotaKey SEND = new QuotaKey("TEST", Nip.of("5265877635"), RateLimitGroup.INVOICE_SEND, null);
    private static final QuotaKey ALL = QuotaKey.allCalls("TEST");
    private static final List<CallWindow> OWN = List.of(new CallWindow(6, 150), new CallWindow(15, 600));
    private static final List<CallWindow> OF_ALL = List.of(new CallWindow(9, 300));

    private final RealRedis redis = RealRedis.shared();
    private final String prefix = RealRedis.newPrefix();
    private final List<RedisCallLedger> opened = new ArrayList<>();

    private RedisCallLedger ledger(int port) {
        return opened(new RedisCallLedger(RedisAccess.to(RealRedis.uri(port)).keyPrefix(prefix), null));
    }

    private RedisCallLedger ledger(FakeTime clock) {
        return opened(new RedisCallLedger(RedisAccess.to(redis.uri()).keyPrefix(prefix), clock));
    }

    private RedisCallLedger opened(RedisCallLedger ledger) {
        opened.add(ledger);
        return ledger;
    }

    @AfterEach
    void close() {
        opened.forEach(RedisCallLedger::close);
    }

    private static CallDemand demand(int wanted, List<CallWindow> windows, String cursor, List<Long> left) {
        return new CallDemand(
                UUID.randomUUID().toString(),
                "node",
                List.of(new QuotaDemand(SEND, windows, cursor, left)),
                wanted,
                false);
    }

    private static CallDemand ofBoth(int wanted) {
        return new CallDemand(
                UUID.randomUUID().toString(),
                "node",
                List.of(new QuotaDemand(SEND, OWN, "", List.of()), new QuotaDemand(ALL, OF_ALL, "", List.of())),
                wanted,
                false);
    }

    private List<Long> counted(QuotaKey key) {
        return redis.commands().zrangeWithScores(new QuotaNames(prefix).of(key).get(1), 0, -1).stream()
                .map(each -> (long) each.getScore())
                .toList();
    }

    private static void assertWithin(List<CallWindow> windows, List<Long> times) {
        for (CallWindow window : windows) {
            for (int i = window.calls(); i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - window.calls()))
                        .as("time in which %s calls and one left", window.calls())
                        .isGreaterThanOrEqualTo(window.millis());
            }
        }
    }

    @Test
    void ledgersWhoseConnectionsAreCut_exceedNoWindowTogether() throws Exception {
        try (var relay = CuttingRelay.before(redis.port())) {
            var ledgers = List.of(ledger(relay.port()), ledger(relay.port()), ledger(redis.port()));
            relay.cutOneOf(15);
            var granted = new AtomicInteger();
            var unknown = new AtomicInteger();
            // Fifty rounds may be over before the shortest window is.
            long windowsOver = Time.system().millis() + 600;
            TestThreads.runTogether(6, number -> {
                for (int i = 0; i < 50 || Time.system().millis() < windowsOver; i++) {
                    try {
                        granted.addAndGet(
                                ledgers.get(number % 3).take(ofBoth(1 + i % 3)).granted());
                    } catch (KsefStorageException cutTwice) {
                        unknown.addAndGet(1 + i % 3);
                    }
                    if (number == 0 && i % 10 == 0) {
                        redis.commands().scriptFlush();
                    }
                }
            });
            assertThat(relay.spoilt()).isPositive();
            assertWithin(OWN, counted(SEND));
            assertWithin(OF_ALL, counted(ALL));
            assertThat(counted(SEND)).hasSameSizeAs(counted(ALL));
            assertThat(counted(SEND).size())
                    .isBetween(granted.get(), granted.get() + unknown.get())
                    .isGreaterThanOrEqualTo(9);
        }
    }

    @Test
    void timesOfManyDigits_areToldApart() throws Exception {
        var clock = FakeTime.at(Instant.ofEpochMilli((1L << 53) - 100_000));
        var ledger = ledger(clock);
        var windows = List.of(new CallWindow(1, 1_000));
        assertThat(ledger.take(demand(1, windows, "", List.of())).granted()).isEqualTo(1);
        clock.advance(Duration.ofMillis(999));
        CallGrant refused = ledger.take(demand(1, windows, "", List.of()));
        assertThat(refused.granted()).isZero();
        assertThat(refused.counts().get(0).leftMillisAgo()).containsExactly(999L);
        ledger.block(SEND, 1);
        clock.advance(Duration.ofMillis(1));
        assertThat(ledger.take(demand(1, windows, "", List.of())).granted()).isEqualTo(1);
    }

    @Test
    void clockThatGoesBackByDays_beginsAnew() throws Exception {
        var clock = FakeTime.at("2026-11-02T10:00:00Z");
        var ledger = ledger(clock);
        var windows = List.of(new CallWindow(3, 60_000));
        QuotaCount before =
                ledger.take(demand(3, windows, "", List.of())).counts().get(0);
        ledger.block(SEND, 1_000_000);
        clock.advance(Duration.ofDays(-30));
        CallGrant after = ledger.take(demand(2, windows, before.cursor(), List.of()));
        assertThat(after.granted()).isEqualTo(2);
        assertThat(after.counts().get(0).blockedMillis()).isZero();
        assertThat(after.counts().get(0).afresh()).isTrue();
        assertThat(after.counts().get(0).leftMillisAgo()).containsExactly(0L, 0L);
    }

    @Test
    void whatIsKept_allEndsByItself() throws Exception {
        var ledger = ledger(redis.port());
        ledger.take(ofBoth(2));
        ledger.take(demand(0, OWN, "", List.of(1L)));
        ledger.block(SEND, 5);
        assertThat(redis.keys(prefix))
                .hasSize(9)
                .allSatisfy(key -> assertThat(redis.commands().pttl(key))
                        .as(key)
                        .isBetween(1L, CallWindow.LONGEST.plusMinutes(1).toMillis()));
    }

    @Test
    void blockThatIsLongerThanCallsCount_isKeptForItsTime() throws Exception {
        var ledger = ledger(redis.port());
        long decades = Duration.ofDays(10_000).toMillis();
        ledger.block(SEND, decades);
        ledger.take(new CallDemand("probe", "node", List.of(new QuotaDemand(SEND, OWN, "", List.of())), 1, true));
        assertThat(redis.commands().pttl(new QuotaNames(prefix).of(SEND).get(0)))
                .isGreaterThan(decades / 2);
        ledger.unblock(SEND);
        ledger.block(SEND, Long.MAX_VALUE);
        assertThat(ledger.take(demand(1, OWN, "", List.of())).granted()).isZero();
        ledger.unblock(SEND);
        ledger.unblock(ALL);
        assertThat(redis.keys(prefix + "*book*")).hasSize(1);
    }

    @Test
    void callsBeyondTheLatestTenThousand_areForgotten() throws Exception {
        var ledger = ledger(redis.port());
        QuotaCount first = ledger.take(demand(1, OWN, "", List.of())).counts().get(0);
        ledger.take(demand(0, OWN, "", Collections.nCopies(10_100, 3_000L)));
        assertThat(counted(SEND)).hasSize(10_000);
        QuotaCount later =
                ledger.take(demand(0, OWN, first.cursor(), List.of())).counts().get(0);
        assertThat(later.afresh()).as("the cursor is older than what is kept").isTrue();
        assertThat(later.leftMillisAgo()).hasSize(15);
    }

    @Test
    void callsThatAreOver_areForgotten() throws Exception {
        var clock = FakeTime.at("2026-11-02T10:00:00Z");
        var ledger = ledger(clock);
        var windows = List.of(new CallWindow(100, 60_000));
        QuotaCount first =
                ledger.take(demand(5, windows, "", List.of())).counts().get(0);
        clock.advance(CallWindow.LONGEST);
        QuotaCount later = ledger.take(demand(2, windows, first.cursor(), List.of(CallWindow.LONGEST.toMillis())))
                .counts()
                .get(0);
        assertThat(later.afresh()).isFalse();
        assertThat(later.leftMillisAgo()).containsExactly(0L, 0L);
        assertThat(counted(SEND)).hasSize(2);
        assertThat(redis.commands().llen(new QuotaNames(prefix).of(SEND).get(2)))
                .isEqualTo(2);
    }

    @Test
    void endOfWhatIsKept_isPutOff_everyHalfMinuteOfUse() throws Exception {
        var clock = FakeTime.at("2026-11-02T10:00:00Z");
        var ledger = ledger(clock);
        var windows = List.of(new CallWindow(100, 60_000));
        String calls = new QuotaNames(prefix).of(SEND).get(1);
        ledger.take(demand(1, windows, "", List.of()));
        redis.commands().pexpire(calls, 1_000_000);
        clock.advance(Duration.ofSeconds(20));
        ledger.take(demand(1, windows, "", List.of()));
        clock.advance(Duration.ofSeconds(20));
        ledger.take(demand(1, windows, "", List.of()));
        assertThat(redis.commands().pttl(calls)).isGreaterThan(CallWindow.LONGEST.toMillis());
    }

    @Test
    void blockByAClockThatWentBack_lastsAsLong() throws Exception {
        var clock = FakeTime.at("2026-11-02T10:00:00Z");
        var ledger = ledger(clock);
        ledger.take(demand(1, OWN, "", List.of()));
        clock.advance(Duration.ofSeconds(-1));
        ledger.block(SEND, 500);
        assertThat(ledger.take(demand(0, OWN, "", List.of())).counts().get(0).blockedMillis())
                .isEqualTo(500);
    }

    @Test
    void whoeverKnowsLittle_isToldNoMoreThanTheLargestWindowTakes() throws Exception {
        var clock = FakeTime.at("2026-11-02T10:00:00Z");
        var ledger = ledger(clock);
        QuotaCount first = ledger.take(demand(1, OWN, "", List.of())).counts().get(0);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            ledger.take(demand(6, OWN, "", List.of()));
        }
        QuotaCount later =
                ledger.take(demand(0, OWN, first.cursor(), List.of())).counts().get(0);
        assertThat(later.afresh()).isFalse();
        assertThat(later.leftMillisAgo()).hasSize(15).endsWith(0L);
    }

    @Test
    void ledgerThatIsClosed_orCannotBeReached_fails() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        assertThatThrownBy(() -> ledger(nobody).take(ofBoth(1)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("cannot be reached");
        var closed = ledger(redis.port());
        closed.take(ofBoth(1));
        closed.close();
        assertThatThrownBy(() -> closed.take(ofBoth(1)))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> closed.block(SEND, 1)).isInstanceOf(KsefStorageException.class);
    }
}
