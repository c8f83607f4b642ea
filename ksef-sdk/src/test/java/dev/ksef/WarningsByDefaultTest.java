package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.RateLimitProfile;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.testkit.time.FakeTime;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application that sets nothing sends more than KSeF takes in a minute. */
class WarningsByDefaultTest {

    private static final int MORE_THAN_A_MINUTE_TAKES = 40;

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(time)
            .rateLimits(RateLimitProfile.PRODUCTION)
            .start();
    private final RecordedLog log = RecordedLog.begin();

    @AfterEach
    void stop() {
        simulator.close();
        log.close();
    }

    @Test
    void clientWithoutAnySetting_warnsOfLongWaits_andSaysWhenTheyEnd() {
        send(settings());
        assertThat(log.records()).isNotEmpty().allSatisfy(logged -> {
            assertThat(logged.getLevel()).isEqualTo(Level.WARNING);
            assertThat(logged.getMessage())
                    .contains("held-back", "group=INVOICE_SEND", "until=2026-11-02T10:0")
                    .doesNotContain(simulator.nip());
        });
    }

    @Test
    void clientWithAListener_logsNothingByItself() {
        send(settings().listener(new KsefListener() {}));
        assertThat(log.records()).isEmpty();
    }

    @Test
    void progress_isToldWhileInvoicesAreSent() {
        var events = new RecordedEvents();
        send(settings().listener(events));
        assertThat(events.of(KsefEvent.Progress.class))
                .hasSize(MORE_THAN_A_MINUTE_TAKES)
                .last()
                .satisfies(last -> {
                    assertThat(last.what()).isEqualTo("Sending");
                    assertThat(last.done()).isEqualTo(MORE_THAN_A_MINUTE_TAKES);
                    assertThat(last.total()).isEqualTo(MORE_THAN_A_MINUTE_TAKES);
                });
    }

    private KsefClient.Builder settings() {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time);
    }

    private void send(KsefClient.Builder settings) {
        try (KsefClient ksef = settings.build();
                OnlineSession session = ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
            LocalDate today = LocalDate.ofInstant(time.instant(), ZoneId.of("Europe/Warsaw"));
            for (int number = 1; number <= MORE_THAN_A_MINUTE_TAKES; number++) {
                session.send(Scenario.invoice(simulator.nip(), "FV/" + number, today));
            }
        }
    }
}
