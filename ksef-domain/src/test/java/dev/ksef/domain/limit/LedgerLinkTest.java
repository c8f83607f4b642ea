package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.limit.MemoryCallLedger;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a ledger answers, and in time. */
class LedgerLinkTest {

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final HookedLedger ledger = new HookedLedger(MemoryCallLedger.of(time));
    private final LedgerLink link = link(ledger);

    private LedgerLink link(CallLedger asked) {
        return new LedgerLink(new LedgerUse(asked, 1, events), time);
    }

    private static QuotaDemand demand(QuotaKey key) {
        var allowance = WindowAllowance.of(new RateLimit(10, -1, -1), WindowLengths.OF_KSEF);
        return new LedgerQuota(key, allowance).question(false, 0).demand();
    }

    private void askedFor(long millis) throws InterruptedException {
        ledger.after(() -> time.advance(Duration.ofMillis(millis)));
        link.take(List.of(demand(QuotaKey.of(SEND))), 1, false);
    }

    @Test
    void answer_isInTime_asLongAsItsGrantIsGood() throws Exception {
        askedFor(LedgerLink.GRANT.toMillis());
        assertThat(link.isLate()).isFalse();
        askedFor(LedgerLink.GRANT.toMillis() + 1);
        assertThat(link.isLate()).isTrue();
        askedFor(0);
        assertThat(link.isLate()).as("it is in time again").isFalse();
    }

    @Test
    void pause_isTheLonger_theMoreAnswersAreLate() throws Exception {
        assertThat(link.latePause()).isEqualTo(100);
        for (long pause : new long[] {100, 200, 400, 800, 1_000, 1_000, 1_000}) {
            askedFor(LedgerLink.GRANT.toMillis() + 1);
            assertThat(link.latePause()).isEqualTo(pause);
        }
        askedFor(0);
        assertThat(link.latePause()).isEqualTo(100);
    }

    @Test
    void oneOfMany_asksWhetherTheLedgerIsBack() {
        long now = time.millis();
        assertThat(link.mayTry(now)).isTrue();
        assertThat(link.mayTry(now)).isFalse();
        assertThat(link.mayTry(now + LedgerLink.RETRY_MILLIS - 1)).isFalse();
        assertThat(link.mayTry(now + LedgerLink.RETRY_MILLIS)).isTrue();
    }

    @Test
    void answerAboutOtherQuotas_isAFailure() throws Exception {
        LedgerLink broken = link(new CallLedger() {
            @Override
            public CallGrant take(CallDemand demand) throws InterruptedException {
                CallGrant grant = ledger.take(demand);
                return new CallGrant(grant.granted(), grant.counts().subList(0, 1), grant.nodes());
            }

            @Override
            public void block(QuotaKey quota, long remainingMillis) {}

            @Override
            public void unblock(QuotaKey quota) {}
        });
        List<QuotaDemand> both = List.of(demand(QuotaKey.of(SEND)), demand(QuotaKey.allCalls(Calls.ENVIRONMENT)));
        assertThat(broken.take(both, 1, false)).isNull();
        assertThat(broken.isAlone()).isTrue();
        assertThat(events.of(KsefEvent.LimitsAlone.class))
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).contains("other quotas than asked"));
    }
}
