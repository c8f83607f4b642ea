package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.ledger.CallWindow;
import dev.ksef.port.ledger.QuotaCount;
import dev.ksef.port.ledger.QuotaKey;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a node keeps of a quota that a ledger counts. */
class LedgerQuotaTest {

    private static final int CALLS = 10;
    private static final long NOW = 1_000_000_000;
    private static final long BLOCKED = 600_000;

    private final LedgerQuota quota =
            new LedgerQuota(QuotaKey.of(SEND), WindowAllowance.of(new RateLimit(CALLS, -1, -1), WindowLengths.OF_KSEF));

    private static QuotaCount count(long blockedMillis, boolean afresh, int left, String cursor) {
        return new QuotaCount(blockedMillis, afresh, Collections.nCopies(left, 0L), cursor);
    }

    private boolean hear(QuotaCount count, int granted) {
        return quota.hear(quota.question(false, NOW), count, granted, NOW);
    }

    @Test
    void answerThatWasOvertaken_isNotCountedAgain() {
        QuotaQuestion first = quota.question(false, NOW);
        QuotaQuestion second = quota.question(false, NOW);
        quota.hear(second, count(0, true, 3, "later"), 0, NOW);
        quota.hear(first, count(0, false, 2, "earlier"), 0, NOW);
        assertThat(quota.room(NOW)).isEqualTo(CALLS - 3);
        assertThat(quota.question(false, NOW).demand().cursor()).isEqualTo("later");
    }

    @Test
    void answerWithAll_takesThePlaceOfWhatWasKnown() {
        hear(count(0, true, 3, "a"), 0);
        hear(count(0, false, 1, "b"), 0);
        assertThat(quota.room(NOW)).isEqualTo(CALLS - 4);
        hear(count(0, true, 2, "c"), 0);
        assertThat(quota.room(NOW)).isEqualTo(CALLS - 2);
    }

    @Test
    void answer_isNews_onlyIfOthersMadeCalls() {
        assertThat(hear(count(0, true, 1, "a"), 1)).isFalse();
        assertThat(hear(count(0, false, 1, "b"), 0)).isTrue();
    }

    @Test
    void blockThatChangedWhileAsking_isNotHeardOfByThatAnswer() {
        QuotaQuestion question = quota.question(false, NOW);
        quota.unblock();
        quota.told(Objects.requireNonNull(quota.news(NOW)));
        quota.hear(question, count(BLOCKED, true, 0, "a"), 0, NOW);
        assertThat(quota.isBlocked(NOW)).isFalse();
        hear(count(BLOCKED, false, 0, "b"), 0);
        assertThat(quota.isBlocked(NOW)).isTrue();
    }

    @Test
    void blockThatTheLedgerWasNotToldOf_isNotEndedByItsAnswer() {
        quota.merge(new long[0], NOW + BLOCKED, NOW);
        hear(count(0, true, 0, "a"), 0);
        assertThat(quota.isBlocked(NOW)).isTrue();
        quota.told(Objects.requireNonNull(quota.news(NOW)));
        hear(count(0, false, 0, "b"), 0);
        assertThat(quota.isBlocked(NOW)).isFalse();
    }

    @Test
    void blockThatIsKnown_isNoNews_evenByAnotherClock() {
        assertThat(hear(count(BLOCKED, true, 0, "a"), 0)).isTrue();
        assertThat(hear(count(BLOCKED + 4_000, false, 0, "b"), 0)).isFalse();
        assertThat(quota.counter().blockedUntil()).isEqualTo(NOW + BLOCKED);
        assertThat(hear(count(BLOCKED + 6_000, false, 0, "c"), 0)).isTrue();
        assertThat(quota.counter().blockedUntil()).isEqualTo(NOW + BLOCKED + 6_000);
    }

    @Test
    void callsMadeAlone_areToldOnlyAsFarAsTheyCount() {
        for (int i = 0; i < CALLS + 2; i++) {
            quota.leftAlone(NOW + i);
        }
        assertThat(quota.question(false, NOW + 100).untold()).hasSize(CALLS).startsWith(NOW + 2);
        assertThat(quota.question(false, NOW + 100).untold()).isEmpty();
    }

    @Test
    void callsNotToldYet_keepItFromBeingForgotten() {
        long later = NOW + 3 * CallWindow.LONGEST.toMillis();
        assertThat(quota.isForgettable(later)).isTrue();
        quota.leftAlone(NOW);
        assertThat(quota.isForgettable(later)).isFalse();
        QuotaQuestion question = quota.question(false, later);
        assertThat(quota.isForgettable(later)).isTrue();
        quota.unanswered(question);
        assertThat(quota.isForgettable(later)).isFalse();
    }

    @Test
    void callsGranted_areTakenFromThePartOfTheNode() {
        quota.granted(3, NOW);
        assertThat(quota.partLeft(2, NOW)).isEqualTo(CALLS / 2 - 3);
        assertThat(quota.room(NOW)).as("until the ledger tells").isEqualTo(CALLS);
    }

    @Test
    void probe_isOneAnHour() {
        assertThat(quota.question(true, NOW).demand().windows())
                .containsExactly(
                        new CallWindow(CALLS, 1_000),
                        new CallWindow(1, Duration.ofHours(1).toMillis()));
        assertThat(quota.question(false, NOW).demand().windows()).hasSize(1);
    }

    @Test
    void block_staysWhenTheNodeGoesAlone_andWhenItIsBack() {
        hear(count(BLOCKED, true, 0, "a"), 0);
        quota.settle(true, 2);
        assertThat(quota.isBlocked(NOW)).isTrue();
        quota.unblock();
        quota.settle(false, 2);
        assertThat(quota.isBlocked(NOW)).isFalse();
    }
}
