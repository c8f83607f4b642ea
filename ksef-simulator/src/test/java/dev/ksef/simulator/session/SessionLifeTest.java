package dev.ksef.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionLifeTest extends SimulatorTest {

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.maxInvoicesPerSession(2);
    }

    @Test
    void open_validRequest_givesTwelveHours() {
        TaxpayerClient taxpayer = taxpayer().signedIn();

        Answer answer =
                client().post("/sessions/online", taxpayer.access(), taxpayer.openRequest(ClientSession.Key.random()));

        assertThat(answer.status()).as("created").isEqualTo(201);
        assertThat(OffsetDateTime.parse(answer.json().path("validUntil").stringValue())
                        .toInstant())
                .as("twelve hours, to the last digit shown")
                .isEqualTo(clock.instant().plus(Duration.ofHours(12)).minusNanos(89));
        assertThat(answer.json().path("referenceNumber").stringValue())
                .as("type of an online session")
                .matches("\\d{8}-SO-.{24}");
    }

    @ParameterizedTest
    @CsvSource({"FA(3),1-0E,FA", "FA (3),1-1E,FA", "FA (3),1-0E,FA_RR", "FA (1),1-0E,FA", "PEF (3),2-1,PEF"})
    void open_formThatIsNotSupported_isRefused(String systemCode, String schemaVersion, String value) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode request = taxpayer.openRequest(ClientSession.Key.random());
        request.putObject("formCode")
                .put("systemCode", systemCode)
                .put("schemaVersion", schemaVersion)
                .put("value", value);

        assertThat(client().post("/sessions/online", taxpayer.access(), request).errorCode())
                .as("all three must fit together, and PEF is for other contexts")
                .isEqualTo(21405);
    }

    @ParameterizedTest
    @CsvSource({"FA (2),1-0E,FA", "FA (3),1-0E,FA", "FA_RR (1),1-1E,FA_RR"})
    void open_supportedForm_isGranted(String systemCode, String schemaVersion, String value) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode request = taxpayer.openRequest(ClientSession.Key.random());
        request.putObject("formCode")
                .put("systemCode", systemCode)
                .put("schemaVersion", schemaVersion)
                .put("value", value);

        assertThat(client().post("/sessions/online", taxpayer.access(), request).status())
                .as("form")
                .isEqualTo(201);
    }

    @Test
    void open_unknownKeyId_isRefused() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode request = taxpayer.openRequest(ClientSession.Key.random());
        ((ObjectNode) request.path("encryption")).put("publicKeyId", ClientCrypto.base64(ClientCrypto.random(32)));

        assertThat(client().post("/sessions/online", taxpayer.access(), request).errorCode())
                .as("unknown key")
                .isEqualTo(21470);
    }

    @Test
    void open_withoutKeyId_isGranted() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ObjectNode request = taxpayer.openRequest(ClientSession.Key.random());
        ((ObjectNode) request.path("encryption")).remove("publicKeyId");

        assertThat(client().post("/sessions/online", taxpayer.access(), request).status())
                .as("the id is optional")
                .isEqualTo(201);
    }

    @Test
    void session_keyWrappedWithMaskGenerationOfSha1_failsLater() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession.Key key = ClientSession.Key.random();
        byte[] wrapped = ClientCrypto.wrap(
                ClientCrypto.certificate(taxpayer.publicKey("SymmetricKeyEncryption")),
                key.key(),
                ClientCrypto.OAEP_WITH_MGF1_SHA1);
        ObjectNode request = taxpayer.openRequest(key);
        ((ObjectNode) request.path("encryption")).put("encryptedSymmetricKey", ClientCrypto.base64(wrapped));

        assertKeyRefused(taxpayer, key, request);
    }

    @ParameterizedTest
    @CsvSource({"16,16", "31,16", "33,16", "32,15", "32,24"})
    void session_keyOrVectorOfWrongLength_failsLater(int keyLength, int vectorLength) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession.Key wrong =
                new ClientSession.Key(ClientCrypto.random(keyLength), ClientCrypto.random(vectorLength));

        assertKeyRefused(taxpayer, ClientSession.Key.random(), taxpayer.openRequest(wrong));
    }

    private void assertKeyRefused(TaxpayerClient taxpayer, ClientSession.Key usable, ObjectNode request) {
        Answer opened = client().post("/sessions/online", taxpayer.access(), request);
        ClientSession session = new ClientSession(
                taxpayer, usable, opened.json().path("referenceNumber").stringValue());

        assertThat(opened.status()).as("opening succeeds").isEqualTo(201);
        assertThat(session.statusCode()).as("the status says it").isEqualTo(415);
        Answer sent = session.post(session.sendRequest(new byte[] {1}));
        assertThat(sent.errorCode()).as("nothing may be sent").isEqualTo(21180);
        assertThat(sent.errorDetail()).as("because of the status").contains("415");
        assertThat(session.close().errorCode()).as("nothing to close").isEqualTo(21180);
    }

    @Test
    void close_sessionWithoutInvoices_cancelsIt() {
        ClientSession session = taxpayer().signedIn().open();
        assertThat(session.statusCode()).as("open").isEqualTo(100);

        session.close();

        assertThat(session.statusCode()).as("cancelled").isEqualTo(440);
        assertThat(session.status().has("upo")).as("nothing to confirm").isFalse();
    }

    @Test
    void counters_thatAreZero_areAbsentFromTheStatus_andZeroInTheList() {
        ClientSession session = taxpayer().signedIn().open();

        JsonNode empty = session.status();
        JsonNode listed = client().get(
                        "/sessions?sessionType=Online", session.taxpayer().access())
                .json()
                .path("sessions")
                .path(0);
        session.send(TestInvoice.of(session.taxpayer()).xml());
        JsonNode sentTo = session.status();

        for (String counter : List.of("invoiceCount", "successfulInvoiceCount", "failedInvoiceCount")) {
            assertThat(empty.has(counter)).as(counter).isFalse();
        }
        assertThat(listed.path("totalInvoiceCount").intValue()).isZero();
        assertThat(listed.path("failedInvoiceCount").intValue()).isZero();
        assertThat(sentTo.path("invoiceCount").intValue()).isEqualTo(1);
        assertThat(sentTo.path("successfulInvoiceCount").intValue()).isEqualTo(1);
        assertThat(sentTo.has("failedInvoiceCount")).as("none failed").isFalse();
    }

    @Test
    void close_sessionWithoutGoodInvoices_failsIt() {
        ClientSession session = taxpayer().signedIn().open();
        session.send("no XML at all");

        session.close();

        assertThat(session.statusCode()).as("no valid invoice").isEqualTo(445);
        JsonNode status = session.status();
        assertThat(status.path("invoiceCount").intValue()).as("sent").isEqualTo(1);
        assertThat(status.path("failedInvoiceCount").intValue()).as("rejected").isEqualTo(1);
        assertThat(status.has("successfulInvoiceCount")).as("taken: none").isFalse();
        assertThat(status.has("upo")).as("nothing to confirm").isFalse();
    }

    @Test
    void session_closed_takesNothingMore() {
        ClientSession session = taxpayer().signedIn().open();
        session.close();

        assertThat(session.post(session.sendRequest(new byte[] {1})).errorCode())
                .as("no sending")
                .isEqualTo(21180);
        assertThat(session.close().errorCode()).as("no second closing").isEqualTo(21180);
    }

    @Test
    void session_twelveHoursOld_isClosedByItself() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        session.send(TestInvoice.of(taxpayer).xml());
        clock.advance(Duration.ofHours(12));

        ClientSession seenAgain = new ClientSession(taxpayer.signedIn(), session.key(), session.referenceNumber());

        assertThat(seenAgain.statusCode()).as("closed and processed").isEqualTo(200);
        assertThat(seenAgain.post(session.sendRequest(new byte[] {1})).errorCode())
                .as("too late to send")
                .isEqualTo(21180);
        assertThat(seenAgain.status().path("upo").path("pages").size())
                .as("confirmed")
                .isEqualTo(1);
    }

    @Test
    void send_beyondTheLimit_isRefused() {
        ClientSession session = taxpayer().signedIn().open();
        session.send("one");
        session.send("two");

        Answer third = session.post(session.sendRequest(new byte[] {3}));

        assertThat(third.errorCode()).as("the session is full").isEqualTo(21155);
        assertThat(third.errorDetail()).as("says the limit").contains("2");
    }

    @Test
    void session_unknown_isRefusedEverywhere() {
        ClientSession unknown = new ClientSession(
                taxpayer().signedIn(), ClientSession.Key.random(), "20261123-SO-0000000000-0000000000-00");

        assertThat(unknown.get("").errorCode()).as("status").isEqualTo(21173);
        assertThat(unknown.get("/invoices").errorCode()).as("invoices").isEqualTo(21173);
        assertThat(unknown.get("/invoices/failed").errorCode())
                .as("failed invoices")
                .isEqualTo(21173);
        assertThat(unknown.close().errorCode()).as("close").isEqualTo(21173);
        assertThat(unknown.post(unknown.sendRequest(new byte[] {1})).errorCode())
                .as("send")
                .isEqualTo(21173);
    }

    @Test
    void session_referenceOfWrongLength_isInvalidInput() {
        ClientSession malformed = new ClientSession(taxpayer().signedIn(), ClientSession.Key.random(), "1");

        assertThat(malformed.get("").errorCode()).as("36 characters").isEqualTo(21405);
    }
}
