package dev.ksef.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TaxpayerClient.SigningIn;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Statuses as time passes. */
class ProcessingTimeTest extends SimulatorTest {

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.processingDelay(Duration.ofSeconds(10)).authenticationDelay(Duration.ofSeconds(4));
    }

    @Test
    void signIn_takesItsTime_andCannotBeRedeemedBefore() {
        TaxpayerClient taxpayer = taxpayer();
        SigningIn signingIn = taxpayer.begin();

        Answer early = client().post("/auth/token/redeem", signingIn.authenticationToken());
        int before = code(taxpayer.authenticationStatus(signingIn));
        clock.advance(Duration.ofSeconds(4));
        int after = code(taxpayer.authenticationStatus(signingIn));

        assertThat(early.errorCode()).as("not authorised yet").isEqualTo(21301);
        assertThat(early.errorDetail()).as("still running").contains("(100)");
        assertThat(before).as("running").isEqualTo(100);
        assertThat(after).as("done").isEqualTo(200);
        assertThat(client().post("/auth/token/redeem", signingIn.authenticationToken())
                        .status())
                .as("an early attempt does not use it up")
                .isEqualTo(200);
    }

    @Test
    void invoice_isReceivedThenProcessedThenDone() {
        ClientSession session = signedIn().open();
        Instant sentAt = clock.instant();
        String reference = session.send(TestInvoice.of(session.taxpayer()).xml());

        JsonNode received = session.look(reference);
        clock.advance(Duration.ofSeconds(5));
        JsonNode processing = session.look(reference);
        clock.advance(Duration.ofSeconds(5));
        JsonNode done = session.look(reference);

        assertThat(code(received)).as("received").isEqualTo(100);
        assertThat(code(processing)).as("processing").isEqualTo(150);
        assertThat(processing.has("ksefNumber")).as("no number before the end").isFalse();
        assertThat(code(done)).as("done").isEqualTo(200);
        assertThat(time(done, "invoicingDate")).as("when it was sent").isEqualTo(shown(sentAt));
        assertThat(time(done, "acquisitionDate")).as("when it got its number").isEqualTo(shown(sentAt.plusSeconds(10)));
        assertThat(time(done, "permanentStorageDate")).as("later").isAfter(time(done, "acquisitionDate"));
    }

    @Test
    void session_closed_isProcessedLater() {
        ClientSession session = signedIn().open();
        session.send(TestInvoice.of(session.taxpayer()).xml());
        session.close();

        JsonNode closed = session.status();
        clock.advance(Duration.ofSeconds(10));
        JsonNode processed = session.status();

        assertThat(code(closed)).as("closed").isEqualTo(170);
        assertThat(closed.has("upo")).as("not confirmed yet").isFalse();
        assertThat(closed.has("successfulInvoiceCount")).as("any is done").isFalse();
        assertThat(code(processed)).as("processed").isEqualTo(200);
        assertThat(processed.path("upo").path("pages").size()).as("confirmed").isEqualTo(1);
    }

    @Test
    void upo_beforeTheInvoiceIsDone_isNotFound() {
        ClientSession session = signedIn().open();
        String reference = session.send(TestInvoice.of(session.taxpayer()).xml());
        Supplier<Answer> upo = () -> session.get("/invoices/" + reference + "/upo");

        assertThat(upo.get().errorCode()).as("nothing to confirm").isEqualTo(21178);
        clock.advance(Duration.ofSeconds(10));
        assertThat(upo.get().status()).as("confirmed").isEqualTo(200);
    }

    private TaxpayerClient signedIn() {
        TaxpayerClient taxpayer = taxpayer();
        SigningIn signingIn = taxpayer.begin();
        clock.advance(Duration.ofSeconds(4));
        return taxpayer.redeemed(signingIn);
    }

    private static Instant time(JsonNode status, String field) {
        return OffsetDateTime.parse(status.path(field).stringValue()).toInstant();
    }

    /** Seven fraction digits are shown. */
    private static Instant shown(Instant instant) {
        return instant.with(ChronoField.NANO_OF_SECOND, instant.get(ChronoField.NANO_OF_SECOND) / 100 * 100L);
    }

    private static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }
}
