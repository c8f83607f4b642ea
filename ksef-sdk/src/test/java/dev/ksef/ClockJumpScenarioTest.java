package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.port.event.KsefEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine sleeps, or somebody sets its clock, while a client is at work. */
class ClockJumpScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void afterALongSleep_todayIsToday_andTokensAreReplaced() {
        send("FV/1");
        time.suspend(Duration.ofDays(2));
        send("FV/2");
        assertThat(jumps()).containsExactly(Duration.ofDays(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P-1D", "PT20M", "PT-2H"})
    void clockThatIsSet_costsNoInvoice(Duration jump) {
        send("FV/1");
        time.setWallClock(jump);
        send("FV/2");
        assertThat(jumps()).containsExactly(jump);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P2D", "P-2D"})
    void clockThatIsWrongFromTheBeginning_costsNoInvoice_norDoesItsCorrection(Duration wrong) {
        time.setWallClock(wrong);
        try (KsefClient another = client(simulator.token())) {
            KsefContextClient view = another.forNip(simulator.nip());
            view.authSessions().list(null, null);
            send(view, "FV/1");
            time.setWallClock(Duration.ZERO);
            send(view, "FV/2");
        }
    }

    private void send(String number) {
        send(company, number);
    }

    private void send(KsefContextClient by, String number) {
        try (OnlineSession session = by.sessions().openOnline(FormCode.FA_3)) {
            session.send(invoice(number)).await(PATIENCE);
        }
    }

    private List<Duration> jumps() {
        return events.of(KsefEvent.ClockJumped.class).stream()
                .map(KsefEvent.ClockJumped::by)
                .toList();
    }
}
