package dev.ksef.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clock shows when the machine's is wrong, is set, or slept. */
class ServerClockTest {

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final ServerClock clock = new ServerClock(time, events);

    @ParameterizedTest
    @ValueSource(strings = {"PT2S", "PT8H", "P40D"})
    void machineThatSlept_isNoticed_andShowsTheNewTime_whileDeadlinesStay(Duration asleep) {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1), time);
        time.suspend(asleep);
        assertThat(clock.instant()).isEqualTo(time.instant());
        assertThat(jumps()).containsExactly(asleep);
        assertThat(deadline.hasPassed(time)).isFalse();
        clock.millis();
        assertThat(jumps()).as("told once").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1H", "P1D", "PT-3S", "P-400D"})
    void wrongClockThatIsCorrected_changesNothingThatKsefHasShown(Duration wrong) {
        time.setWallClock(wrong);
        var started = new ServerClock(time, events);
        started.learn(challenge());
        assertThat(started.instant()).isEqualTo(time.instant());
        time.setWallClock(Duration.ZERO);
        assertThat(started.instant()).isEqualTo(time.instant());
        assertThat(jumps()).containsExactly(wrong.negated());
    }

    @Test
    void clockThatIsSetBack_whereKsefHasShownItsOwn_movesNothing() {
        clock.learn(challenge());
        time.setWallClock(Duration.ofHours(-5));
        assertThat(clock.instant()).isEqualTo(time.instant());
        assertThat(jumps()).containsExactly(Duration.ofHours(-5));
    }

    @Test
    void clockThatIsSetBack_beforeKsefHasShownItsOwn_isBelieved() {
        time.setWallClock(Duration.ofHours(5));
        var started = new ServerClock(time, events);
        time.setWallClock(Duration.ZERO);
        assertThat(started.instant()).isEqualTo(time.instant());
    }

    @Test
    void clockThatIsSetWrong_isNoticed_andCorrectedByTheNextAnswer() {
        clock.learn(challenge());
        time.setWallClock(Duration.ofHours(5));
        clock.millis();
        assertThat(jumps()).containsExactly(Duration.ofHours(5));
        clock.listener().on(answered(time.instant()));
        assertThat(clock.instant()).isEqualTo(time.instant().plusMillis(500));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clockThatIsSetBack_whileTheAnswerIsUnderWay_isReckonedWithOnce(boolean challenge) {
        clock.learn(challenge());
        time.setWallClock(Duration.ofHours(-1));
        if (challenge) {
            clock.learn(challenge());
        } else {
            clock.listener().on(answered(time.instant()));
        }
        assertThat(clock.instant()).isEqualTo(time.instant());
        assertThat(jumps()).containsExactly(Duration.ofHours(-1));
    }

    @Test
    void timeThatPasses_isNoJump() {
        for (int i = 0; i < 5; i++) {
            time.advance(Duration.ofHours(7));
            assertThat(clock.instant()).isEqualTo(time.instant());
        }
        assertThat(jumps()).isEmpty();
    }

    @Test
    void severalJumps_areToldOneByOne() {
        time.setWallClock(Duration.ofMinutes(10));
        clock.millis();
        time.advance(Duration.ofMinutes(1));
        time.setWallClock(Duration.ofMinutes(7));
        clock.millis();
        assertThat(jumps()).containsExactly(Duration.ofMinutes(10), Duration.ofMinutes(-3));
    }

    @Test
    void dateThatFits_isLessExactThanTheChallenge() {
        clock.learn(challenge());
        clock.listener().on(answered(time.instant().minusSeconds(3)));
        assertThat(clock.instant()).isEqualTo(time.instant());
    }

    @Test
    void dateOfLongAgo_isNotBelieved() {
        clock.listener().on(answered(time.instant().minus(Duration.ofDays(400))));
        assertThat(clock.instant()).isEqualTo(time.instant());
    }

    @Test
    void answerWithoutADate_teachesNothing() {
        time.setWallClock(Duration.ofHours(1));
        Instant before = clock.instant();
        clock.listener().on(answered(null));
        assertThat(clock.instant()).isEqualTo(before);
    }

    @Test
    void instantOfKsef_isFoundOnBothClocksOfTheMachine() {
        time.setWallClock(Duration.ofHours(2));
        time.suspend(Duration.ofHours(3));
        clock.learn(challenge());
        long inAnHour = time.instant().plus(Duration.ofHours(1)).toEpochMilli();
        assertThat(clock.steadyMillis(inAnHour)).isEqualTo(time.millis() + 3_600_000);
        assertThat(clock.wallMillis(inAnHour)).isEqualTo(time.wallMillis() + 3_600_000);
    }

    private AuthChallenge challenge() {
        return new AuthChallenge(
                "20261102-CR-1111111111-2222222222-33", time.instant().toEpochMilli(), null, null);
    }

    private static KsefEvent answered(@Nullable Instant date) {
        return new KsefEvent.Attempt("GET /a", CallCorrelation.NONE, 200, Duration.ZERO, null, date);
    }

    private List<Duration> jumps() {
        return events.of(KsefEvent.ClockJumped.class).stream()
                .map(KsefEvent.ClockJumped::by)
                .toList();
    }
}
