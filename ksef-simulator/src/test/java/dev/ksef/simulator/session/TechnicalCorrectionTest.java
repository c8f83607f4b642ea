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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TechnicalCorrectionTest extends SimulatorTest {

    private TaxpayerClient taxpayer;
    private ClientSession session;
    private TestInvoice invoice;

    @BeforeEach
    void open() {
        taxpayer = taxpayer().signedIn();
        session = taxpayer.open();
        invoice = TestInvoice.of(taxpayer);
    }

    @Test
    void correction_ofOfflineInvoiceRejectedTechnically_isTaken() {
        String broken = rejected();

        JsonNode status = session.look(session.accepted(correction(invoice.xml(), broken)));

        assertThat(code(status)).as("taken: " + status).isEqualTo(200);
        assertThat(status.path("invoicingMode").stringValue())
                .as("issued offline")
                .isEqualTo("Offline");
    }

    @Test
    void correction_secondTime_isRefused() {
        String broken = rejected();
        session.post(correction(invoice.xml(), broken));

        Answer second = session.post(correction(invoice.number("other").xml(), broken));

        assertThat(second.errorCode()).as("corrected already").isEqualTo(21166);
    }

    @Test
    void correction_afterAFailedOne_isTaken() {
        String broken = rejected();
        assertThat(code(session.look(session.accepted(correction("still broken", broken)))))
                .as("the first correction fails")
                .isEqualTo(450);

        assertThat(code(session.look(session.accepted(correction(invoice.xml(), broken)))))
                .as("another may follow")
                .isEqualTo(200);
    }

    @Test
    void correction_ofInvoiceThatWasTaken_isRefused() {
        session.accepted(offline(invoice.xml()));

        Answer answer = session.post(correction(invoice.number("other").xml(), invoice.xml()));

        assertThat(answer.errorCode()).as("nothing to correct").isEqualTo(21167);
    }

    @Test
    void correction_ofOnlineInvoice_isRefused() {
        session.send("broken");

        assertThat(session.post(correction(invoice.xml(), "broken")).errorCode())
                .as("only what was issued offline")
                .isEqualTo(21167);
    }

    @Test
    void correction_ofInvoiceRejectedByRights_isRefused() {
        String foreign = TestInvoice.of(taxpayer()).xml();
        session.accepted(offline(foreign));

        assertThat(session.post(correction(invoice.xml(), foreign)).errorCode())
                .as("missing rights are no technical reason")
                .isEqualTo(21167);
    }

    @Test
    void correction_ofAnotherTaxpayersInvoice_isRefused() {
        String broken = rejected();
        ClientSession stranger = taxpayer().signedIn().open();

        assertThat(stranger.post(correction(stranger, invoice.xml(), broken)).errorCode())
                .as("never sent by this context")
                .isEqualTo(21405);
    }

    @Test
    void correction_notDeclaredOffline_isRefused() {
        ObjectNode request = correction(invoice.xml(), rejected()).put("offlineMode", false);

        assertThat(session.post(request).errorCode()).as("both belong together").isEqualTo(21405);
    }

    @Test
    void correction_withAttachment_isTaken() {
        String broken = rejected();
        String xml = invoice.end("<Zalacznik/>").xml();

        assertThat(code(session.look(session.accepted(correction(xml, broken)))))
                .as("the one way to send an attachment interactively")
                .isEqualTo(200);
    }

    /** Sends an offline invoice that is rejected, and gives its text. */
    private String rejected() {
        String broken = invoice.xml().replace("</Fa>", "");
        session.accepted(offline(broken));
        return broken;
    }

    private ObjectNode offline(String xml) {
        return session.sendRequest(bytes(xml)).put("offlineMode", true);
    }

    private ObjectNode correction(String xml, String corrected) {
        return correction(session, xml, corrected);
    }

    private static ObjectNode correction(ClientSession session, String xml, String corrected) {
        return session.sendRequest(bytes(xml))
                .put("offlineMode", true)
                .put("hashOfCorrectedInvoice", ClientCrypto.sha256(bytes(corrected)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }
}
