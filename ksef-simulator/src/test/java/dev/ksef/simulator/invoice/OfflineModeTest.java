package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day of issue against the Polish day of sending. */
class OfflineModeTest extends SimulatorTest {

    private TaxpayerClient taxpayer;
    private ClientSession session;

    @BeforeEach
    void open() {
        taxpayer = taxpayer().signedIn();
        session = taxpayer.open();
    }

    @Test
    void invoice_issuedYesterday_becomesOffline() {
        assertThat(mode(session.sendAndLook(issued("2026-11-22"))))
                .as("the server decides by itself")
                .isEqualTo("Offline");
    }

    @Test
    void invoice_issuedTomorrow_isRejected() {
        assertThat(code(session.sendAndLook(issued("2026-11-24"))))
                .as("not yet issued")
                .isEqualTo(450);
    }

    @Test
    void invoice_declaredOffline_staysOffline() {
        byte[] xml = issued("2026-11-23").getBytes(StandardCharsets.UTF_8);

        String reference = session.accepted(session.sendRequest(xml).put("offlineMode", true));

        assertThat(mode(session.look(reference))).as("declared").isEqualTo("Offline");
    }

    @Test
    void invoice_issuedAfterPolishMidnight_isOfTheNewDay() {
        FakeClock lateEvening = new FakeClock("2026-11-23T23:30:00Z");
        try (KsefSimulator simulator =
                KsefSimulator.builder().clock(lateEvening).nip(taxpayer.nip()).start()) {
            TaxpayerClient awake =
                    new TaxpayerClient(new RawClient(simulator.baseUri()), simulator.nip(), simulator.token());
            ClientSession night = awake.signedIn().open();

            assertThat(mode(night.sendAndLook(issued("2026-11-24"))))
                    .as("in Poland the day has begun, in UTC it has not")
                    .isEqualTo("Online");
            assertThat(mode(night.sendAndLook(issued("2026-11-23"))))
                    .as("in Poland the day is over")
                    .isEqualTo("Offline");
        }
    }

    private String issued(String day) {
        return TestInvoice.of(taxpayer).issueDate(day).xml();
    }

    private static String mode(JsonNode status) {
        return status.path("invoicingMode").asString("none: " + status);
    }

    private static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }
}
