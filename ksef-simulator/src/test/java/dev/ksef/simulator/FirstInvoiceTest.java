package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The main job from beginning to end. */
class FirstInvoiceTest extends SimulatorTest {

    @Test
    void invoice_sentInSession_isNumberedAndConfirmed() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        TestInvoice invoice = TestInvoice.of(taxpayer);

        JsonNode status = session.sendAndLook(invoice.xml());
        Answer closed = session.close();

        assertThat(status.path("status").path("code").intValue())
                .as("a valid invoice is taken: " + status)
                .isEqualTo(200);
        assertThat(status.path("ksefNumber").stringValue())
                .as("seller, day of acceptance, technical part, checksum")
                .matches(taxpayer.nip() + "-20261123-[0-9A-F]{12}-[0-9A-F]{2}");
        assertThat(status.path("invoiceNumber").stringValue()).as("P_2").isEqualTo(invoice.number());
        assertThat(status.path("invoicingMode").stringValue())
                .as("issued today")
                .isEqualTo("Online");
        assertThat(closed.status()).as("close has no body").isEqualTo(204);
        assertThat(session.statusCode()).as("one good invoice is a success").isEqualTo(200);
        assertThat(session.status().path("upo").path("pages").size())
                .as("one page of UPO")
                .isEqualTo(1);
    }

    @Test
    void upo_downloadedByLinkAndByToken_isTheSameDocument() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession session = taxpayer.open();
        JsonNode status = session.sendAndLook(TestInvoice.of(taxpayer).xml());

        Answer byLink = RawClient.download(status.path("upoDownloadUrl").stringValue(), Map.of());
        Answer byReference =
                session.get("/invoices/" + status.path("referenceNumber").stringValue() + "/upo");
        Answer byNumber =
                session.get("/invoices/ksef/" + status.path("ksefNumber").stringValue() + "/upo");

        assertThat(byLink.status()).as("the link needs no token").isEqualTo(200);
        assertThat(byLink.header("x-ms-meta-hash"))
                .as("hash of the bytes")
                .isEqualTo(ClientCrypto.sha256(byLink.body()));
        assertThat(byReference.body()).as("same bytes each time").isEqualTo(byLink.body());
        assertThat(byNumber.body()).as("same bytes each time").isEqualTo(byLink.body());
    }
}
