package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent.CallEnded;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefEvent.CircuitChanged;
import dev.ksef.spring.KsefPulse.State;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KsefPulseTest {

    private final FakeTime time = FakeTime.at("2026-11-30T12:00:00Z");
    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void ksefThatWasNeverCalled_isUnknown() {
        assertThat(silent().state()).isEqualTo(State.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, UP",
        "REFUSED, UP",
        "RATE_LIMITED, UP",
        "SERVER_ERROR, DOWN",
        "UNANSWERED, DOWN",
        "CIRCUIT_OPEN, DOWN",
        "GIVEN_UP, UNKNOWN"
    })
    void lastCall_tellsTheState(Outcome outcome, State state) {
        KsefPulse pulse = silent();
        ended(pulse, outcome);
        assertThat(pulse.state()).isEqualTo(state);
        assertThat(pulse.details()).containsEntry("lastCall", outcome.name());
    }

    @Test
    void callOfLongAgo_tellsNothing() {
        KsefPulse pulse = silent();
        ended(pulse, Outcome.UNANSWERED);
        time.advance(Duration.ofMinutes(5).plusMillis(1));
        assertThat(pulse.state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void openCircuit_isDownUntilItCloses() {
        KsefPulse pulse = silent();
        ended(pulse, Outcome.SUCCEEDED);
        pulse.onCircuitChanged(new CircuitChanged("TEST", CircuitChanged.State.OPEN));
        assertThat(pulse.state()).isEqualTo(State.DOWN);
        pulse.onCircuitChanged(new CircuitChanged("TEST", CircuitChanged.State.HALF_OPEN));
        assertThat(pulse.state()).isEqualTo(State.UP);
    }

    @Test
    void questions_areNeverAskedUnlessWanted() {
        KsefPulse pulse = silent();
        for (int i = 0; i < 10; i++) {
            pulse.state();
            time.advance(Duration.ofHours(1));
        }
        assertThat(questions).hasValue(0);
    }

    @Test
    void questions_areAskedOnceAnInterval_howeverOftenHealthIsAskedFor() {
        KsefPulse pulse = askingEvery(Duration.ofMinutes(1));
        for (int second = 0; second < 180; second++) {
            pulse.state();
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(questions).hasValue(3);
    }

    @Test
    void questions_areNotAskedWhileOtherCallsTell() {
        KsefPulse pulse = askingEvery(Duration.ofMinutes(1));
        for (int second = 0; second < 180; second++) {
            ended(pulse, Outcome.SUCCEEDED);
            pulse.state();
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(questions).hasValue(0);
    }

    private KsefPulse silent() {
        return new KsefPulse(time, Duration.ofMinutes(5), null, questions::incrementAndGet);
    }

    private KsefPulse askingEvery(Duration interval) {
        return new KsefPulse(time, Duration.ofMinutes(5), interval, questions::incrementAndGet);
    }

    private static void ended(KsefPulse pulse, Outcome outcome) {
        pulse.onCallEnded(new CallEnded("GET /x", CallCorrelation.NONE, outcome, 1, Duration.ofMillis(1)));
    }
}
