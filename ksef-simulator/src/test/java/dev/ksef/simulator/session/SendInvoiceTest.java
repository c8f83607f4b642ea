package dev.ksef.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused at once, and what is found only after decryption. */
class SendInvoiceTest extends SimulatorTest {

    private static final byte[] XML = "<a/>".getBytes(StandardCharsets.UTF_8);

    @Test
    void send_sizeOfCipherTextWrong_isRefused() {
        ClientSession session = session();

        Answer answer = session.post(session.sendRequest(XML).put("encryptedInvoiceSize", 17));

        assertThat(answer.errorCode()).as("wrong size").isEqualTo(21402);
    }

    @Test
    void send_hashOfCipherTextWrong_isRefused() {
        ClientSession session = session();

        Answer answer = session.post(session.sendRequest(XML).put("encryptedInvoiceHash", ClientCrypto.sha256(XML)));

        assertThat(answer.errorCode()).as("wrong hash").isEqualTo(21403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invoiceHash",
                "invoiceSize",
                "encryptedInvoiceHash",
                "encryptedInvoiceSize",
                "encryptedInvoiceContent"
            })
    void send_fieldMissing_isInvalidInput(String field) {
        ClientSession session = session();
        ObjectNode request = session.sendRequest(XML);
        request.remove(field);

        Answer answer = session.post(request);

        assertThat(answer.errorCode()).as("required").isEqualTo(21405);
        assertThat(answer.text()).as("says which").contains("'" + field + "'");
    }

    @ParameterizedTest
    @CsvSource({"invoiceHash,short", "encryptedInvoiceContent,not Base64!", "invoiceSize,text", "offlineMode,yes"})
    void send_fieldOfWrongShape_isInvalidInput(String field, String value) {
        ClientSession session = session();

        Answer answer = session.post(session.sendRequest(XML).put(field, value));

        assertThat(answer.errorCode()).as("shape").isEqualTo(21405);
        assertThat(answer.text()).as("says which").contains("'" + field + "'");
    }

    @Test
    void send_hashOfPlainTextWrong_isFoundLater() {
        ClientSession session = session();

        JsonNode status = session.look(
                session.accepted(session.sendRequest(XML).put("invoiceHash", ClientCrypto.sha256(new byte[1]))));

        assertThat(code(status)).as("file verification").isEqualTo(430);
    }

    @Test
    void send_sizeOfPlainTextWrong_isFoundLater() {
        ClientSession session = session();

        JsonNode status = session.look(session.accepted(session.sendRequest(XML).put("invoiceSize", XML.length + 1)));

        assertThat(code(status)).as("file verification").isEqualTo(430);
    }

    @Test
    void send_encryptedWithAnotherKey_isFoundLater() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        ClientSession.Key other =
                new ClientSession.Key(ClientCrypto.random(32), session.key().iv());
        ClientSession confused = new ClientSession(taxpayer, other, session.referenceNumber());

        JsonNode status = confused.sendAndLook(TestInvoice.of(taxpayer).xml());

        // One wrong key in 256 happens to leave a padding that looks right: then the size gives it away.
        assertThat(code(status)).as("decryption").isIn(435, 430);
        assertThat(status.has("ksefNumber")).as("no number").isFalse();
    }

    @Test
    void send_vectorPrefixedToTheCipherText_isFoundLater() {
        ClientSession session = session();
        byte[] encrypted =
                ClientCrypto.encrypt(session.key().key(), session.key().iv(), XML);
        byte[] prefixed = new byte[16 + encrypted.length];
        System.arraycopy(session.key().iv(), 0, prefixed, 0, 16);
        System.arraycopy(encrypted, 0, prefixed, 16, encrypted.length);

        JsonNode status = session.look(session.accepted(session.sendRequest(XML)
                .put("encryptedInvoiceContent", ClientCrypto.base64(prefixed))
                .put("encryptedInvoiceSize", prefixed.length)
                .put("encryptedInvoiceHash", ClientCrypto.sha256(prefixed))));

        assertThat(code(status))
                .as("the vector travels only when the session is opened")
                .isEqualTo(430);
    }

    @Test
    void send_cipherTextNotInBlocks_isFoundLater() {
        ClientSession session = session();
        byte[] odd = new byte[17];

        JsonNode status = session.look(session.accepted(session.sendRequest(XML)
                .put("encryptedInvoiceContent", ClientCrypto.base64(odd))
                .put("encryptedInvoiceSize", odd.length)
                .put("encryptedInvoiceHash", ClientCrypto.sha256(odd))));

        assertThat(code(status)).as("decryption").isEqualTo(435);
    }

    @Test
    void invoice_unknownInTheSession_isInvalidInput() {
        assertThat(session()
                        .get("/invoices/20261123-EE-0000000000-0000000000-00")
                        .errorCode())
                .as("the only code documented there")
                .isEqualTo(21405);
    }

    private ClientSession session() {
        return taxpayer().signedIn().open();
    }

    private static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }
}
