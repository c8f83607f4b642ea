package dev.ksef.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientBatch.Prepared;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A package on its way: opened, uploaded, closed, judged and confirmed; in either kind of archive. */
class BatchSessionTest extends SimulatorTest {

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void batch_withGoodInvoices_isProcessedAndConfirmed(String format) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        TestInvoice first = TestInvoice.of(taxpayer);
        TestInvoice second = TestInvoice.of(taxpayer);
        Prepared prepared = ClientBatch.prepare(taxpayer, ClientPackage.of(format, first.xml(), second.xml()));

        Answer opened = prepared.post();
        ClientBatch batch = prepared.open();
        JsonNode started = batch.status();
        Answer uploaded = batch.upload(1);
        Answer closed = batch.close();
        JsonNode status = batch.status();

        assertThat(opened.status()).isEqualTo(201);
        assertThat(batch.referenceNumber()).matches("\\d{8}-SB-.{24}");
        assertThat(started.path("status").path("code").intValue()).isEqualTo(100);
        assertThat(started.path("invoiceCount").intValue(-1))
                .as("counters of a batch show zeros")
                .isZero();
        assertThat(uploaded.status()).isEqualTo(201);
        assertThat(closed.status()).isEqualTo(204);
        assertThat(status.path("status").path("code").intValue()).isEqualTo(200);
        assertThat(status.path("invoiceCount").intValue()).isEqualTo(2);
        assertThat(status.path("successfulInvoiceCount").intValue()).isEqualTo(2);
        assertThat(status.path("failedInvoiceCount").intValue(-1)).isZero();
        assertThat(batch.invoices())
                .extracting(
                        invoice -> invoice.path("ordinalNumber").intValue(),
                        invoice -> invoice.path("invoiceFileName").stringValue(),
                        invoice -> invoice.path("invoiceNumber").stringValue(),
                        invoice -> invoice.path("invoiceHash").stringValue())
                .containsExactly(
                        tuple(1, "invoice-1.xml", first.number(), hash(first)),
                        tuple(2, "invoice-2.xml", second.number(), hash(second)));
        assertConfirmed(batch, status);
    }

    private static void assertConfirmed(ClientBatch batch, JsonNode status) {
        JsonNode page = status.path("upo").path("pages").path(0);
        Answer byLink = RawClient.download(page.path("downloadUrl").stringValue(), Map.of());
        Answer byBearer = batch.get("/upo/" + page.path("referenceNumber").stringValue());
        JsonNode invoice = batch.invoices().get(0);
        Answer ofInvoice = RawClient.download(invoice.path("upoDownloadUrl").stringValue(), Map.of());

        assertThat(byLink.status()).isEqualTo(200);
        assertThat(byBearer.text()).isEqualTo(byLink.text());
        assertThat(byLink.text())
                .contains(batch.referenceNumber(), invoice.path("ksefNumber").stringValue());
        assertThat(ofInvoice.text()).contains(invoice.path("ksefNumber").stringValue());
    }

    private static String hash(TestInvoice invoice) {
        return ClientCrypto.sha256(invoice.xml().getBytes(StandardCharsets.UTF_8));
    }
}
