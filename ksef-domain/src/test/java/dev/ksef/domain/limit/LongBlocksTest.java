package dev.ksef.domain.limit;

import static dev.ksef.domain.limit.Calls.ENVIRONMENT;
import static dev.ksef.domain.limit.Calls.NIP;
import static dev.ksef.domain.limit.Calls.SEND;
import static dev.ksef.domain.limit.Calls.STATUS;
import static dev.ksef.domain.limit.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.port.LimitedCall;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.model.limit.EffectiveApiRateLimitsBuilder;
import dev.ksef.testkit.time.FakeTime;
import dev.ksef.testkit.time.SteppedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks and limits that nobody can mean. */
class LongBlocksTest {

    private static final Duration DECADES = Duration.ofDays(40 * 365);
    private static final RateLimit NOTHING = new RateLimit(0, 0, 0);

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time);
    private final Instant begin = time.instant();

    @ParameterizedTest
    @ValueSource(strings = {"PT50M37S", "PT6H"})
    void blockOfSomeHours_isBelieved(Duration block) throws Exception {
        penalise(block);
        limiter.acquire(SEND, Deadline.NEVER);
        limiter.acquire(SEND, Deadline.NEVER);
        assertThat(time.instant())
                .as("no probe, but the end")
                .isBefore(begin.plus(block).plusSeconds(1));
        assertThat(time.instant()).isAfterOrEqualTo(begin.plus(block));
    }

    @Test
    void longerBlock_isProbedOnceAnHourAfterSixHours() throws Exception {
        penalise(DECADES);
        assertThat(limiter.whenFor(SEND, 1)).isEqualTo(begin.plus(Duration.ofHours(6)));
        assertThat(limiter.whenFor(SEND, 3)).isEqualTo(begin.plus(Duration.ofHours(8)));
        limiter.acquire(SEND, Deadline.NEVER);
        assertThat(time.instant()).isEqualTo(begin.plus(Duration.ofHours(6)));
        assertThatThrownBy(() -> limiter.acquire(SEND, Deadline.after(Duration.ofMinutes(59), time)))
                .isInstanceOf(KsefRateLimitedException.class);
        penalise(DECADES);
        limiter.acquire(SEND, Deadline.NEVER);
        assertThat(time.instant()).isEqualTo(begin.plus(Duration.ofHours(7)));
    }

    @Test
    void probeThatIsAnswered_endsTheBlock() throws Exception {
        penalise(DECADES);
        limiter.acquire(SEND, Deadline.NEVER);
        limiter.answered(SEND);
        Instant now = time.instant();
        limiter.acquire(SEND, Deadline.NEVER);
        assertThat(time.instant()).isEqualTo(now);
    }

    @Test
    void answerToACallThatLeftBeforeTheBlock_endsNothing() throws Exception {
        limiter.acquire(SEND, Deadline.NEVER);
        penalise(DECADES);
        limiter.answered(SEND);
        assertThat(limiter.whenFor(SEND, 1)).isEqualTo(begin.plus(Duration.ofHours(6)));
    }

    @Test
    void probeThatIsBlockedForAWhile_isBelievedAgain() throws Exception {
        penalise(DECADES);
        limiter.acquire(SEND, Deadline.NEVER);
        penalise(Duration.ofMinutes(2));
        Instant probed = time.instant();
        limiter.acquire(SEND, Deadline.NEVER);
        limiter.acquire(SEND, Deadline.NEVER);
        assertThat(time.instant()).isBetween(probed.plusSeconds(120), probed.plusSeconds(121));
    }

    @Test
    void restoredBlock_isBelievedNoLonger() {
        limiter.restore(saved(time.instant().plus(DECADES)));
        assertThat(limiter.whenFor(SEND, 1)).isEqualTo(begin.plus(Duration.ofHours(6)));
    }

    @Test
    void block_isForgivenByTheCaller_forThisContextAlone() {
        LimitedCall other = call(Calls.context(1), RateLimitGroup.INVOICE_SEND);
        LimitedCall publicCall = call(null, RateLimitGroup.PUBLIC);
        for (LimitedCall each : new LimitedCall[] {SEND, STATUS, other, publicCall}) {
            limiter.penalise(each, time.millis() + 600_000);
        }
        limiter.forgive(ENVIRONMENT, NIP);
        assertThat(limiter.whenFor(SEND, 1)).isEqualTo(begin);
        assertThat(limiter.whenFor(STATUS, 1)).isEqualTo(begin);
        assertThat(limiter.whenFor(publicCall, 1)).isEqualTo(begin);
        assertThat(limiter.whenFor(other, 1)).isEqualTo(begin.plusSeconds(600));
        limiter.forgive("another environment", Calls.context(1));
        assertThat(limiter.whenFor(other, 1)).isEqualTo(begin.plusSeconds(600));
    }

    @Test
    void callThatWaits_leavesWhenItsBlockIsForgiven() throws Exception {
        var stepped = SteppedTime.at("2026-11-02T10:00:00Z");
        SlidingRateLimiter waiting = SlidingRateLimiter.of(stepped);
        waiting.penalise(SEND, stepped.millis() + 600_000);
        var left = new CompletableFuture<Boolean>();
        var thread = new Thread(() -> {
            try {
                left.complete(waiting.acquire(SEND, Deadline.NEVER, new CompletableFuture<>()));
            } catch (InterruptedException interrupted) {
                left.completeExceptionally(interrupted);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        waiting.forgive(ENVIRONMENT, NIP);
        assertThat(left.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /rate-limits", "POST /auth/token/refresh", "POST /auth/challenge"})
    void zero_isNotAppliedToTheQuestionThatCouldCorrectIt(String operation) throws Exception {
        tellNothing();
        RateLimitGroup group = operation.equals("POST /auth/challenge") ? RateLimitGroup.PUBLIC : RateLimitGroup.OTHER;
        limiter.acquire(new LimitedCall(ENVIRONMENT, NIP, group, operation), Deadline.after(Duration.ZERO, time));
        assertThat(time.instant()).isEqualTo(begin);
    }

    @Test
    void zero_isAppliedToWhatItIsMeantFor_untilKsefTellsAnother() throws Exception {
        tellNothing();
        assertThatThrownBy(() -> limiter.acquire(SEND, Deadline.NEVER)).isInstanceOf(KsefRateLimitedException.class);
        limiter.limit(ENVIRONMENT, NIP, Calls.limits(new RateLimit(5, 5, 5), null));
        limiter.acquire(SEND, Deadline.after(Duration.ZERO, time));
        assertThat(time.instant()).isEqualTo(begin);
    }

    private void tellNothing() {
        limiter.limit(
                ENVIRONMENT,
                NIP,
                EffectiveApiRateLimitsBuilder.builder()
                        .invoiceSend(NOTHING)
                        .other(NOTHING)
                        .anonymous(NOTHING)
                        .global(NOTHING)
                        .build());
    }

    private void penalise(Duration block) {
        limiter.penalise(SEND, time.millis() + block.toMillis());
    }

    /** The state of a limiter that believed whatever it was told. */
    private String saved(Instant blockedUntil) {
        return SavedLimitsText.of(new SavedLimits(
                Map.of(), List.of(new SavedQuota(QuotaKey.of(SEND), blockedUntil.toEpochMilli(), List.of()))));
    }
}
