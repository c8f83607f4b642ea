package dev.ksef.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.AffectedCalls;
import dev.ksef.simulator.Fault;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be planned to go wrong with batches. */
class BatchFaultTest extends SimulatorTest {

    private static final String UPLOAD = "PUT /storage/00/{session}/batch-parts/{ordinalNumber}";
    private static final String CLOSE = "POST /sessions/batch/{referenceNumber}/close";

    private final List<Duration> waited = new CopyOnWriteArrayList<>();

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.waiting(waited::add);
    }

    @BeforeEach
    void withoutFaults() {
        simulator().faults().clear();
        waited.clear();
    }

    @Test
    void uploadThatIsReset_wasNotTaken_andMayBeRepeated() {
        simulator().faults().add(UPLOAD, AffectedCalls.only(1), Fault.reset());
        ClientBatch batch = open(ClientCrypto.random(2_000_000));

        assertThatThrownBy(() -> batch.upload(1)).isInstanceOf(UncheckedIOException.class);
        assertThat(batch.close().errorCode()).as("not there").isEqualTo(21205);
        assertThat(batch.upload(1).status()).isEqualTo(201);
        assertThat(batch.close().status()).isEqualTo(204);
    }

    @Test
    void uploadThatFails_isAnsweredInXml() {
        simulator().faults().add(UPLOAD + "#1=500");
        simulator().faults().add(UPLOAD, AffectedCalls.only(2), Fault.expiredLink());
        simulator().faults().add(UPLOAD + "#3=html:200");
        ClientBatch batch = open(new byte[1000]);

        Answer failed = batch.upload(1);
        Answer expired = batch.upload(1);
        Answer page = batch.upload(1);

        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.header("Content-Type")).isEqualTo("application/xml");
        assertThat(failed.text()).contains("<Error><Code>");
        assertThat(expired.status()).isEqualTo(403);
        assertThat(expired.text()).contains("<Code>AuthenticationFailed</Code>");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).startsWith("<html");
        assertThat(batch.close().errorCode()).as("none was taken").isEqualTo(21205);
    }

    @Test
    void uploadThatIsSlow_isTakenAfterTenWaits() {
        simulator().faults().add(UPLOAD, AffectedCalls.all(), Fault.slow(Duration.ofSeconds(3)));
        ClientBatch batch = open(ClientCrypto.random(1_000_000));

        assertThat(batch.upload(1).status()).isEqualTo(201);
        assertThat(waited).isEqualTo(Collections.nCopies(10, Duration.ofSeconds(3)));
        assertThat(batch.close().status()).as("complete").isEqualTo(204);
    }

    @Test
    void duplicate_canNameAnOriginalSessionThatThereIsNot() {
        simulator().faults().add(CLOSE, AffectedCalls.only(2), Fault.wrongOriginal());
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientPackage invoices =
                ClientPackage.of(ClientPackage.ZIP, TestInvoice.of(taxpayer).xml());
        ClientBatch first = ClientBatch.send(taxpayer, invoices);

        JsonNode status = ClientBatch.send(taxpayer, invoices).invoices().get(0).path("status");
        String named =
                status.path("extensions").path("originalSessionReferenceNumber").stringValue();

        assertThat(status.path("code").intValue()).isEqualTo(440);
        assertThat(named).isNotEqualTo(first.referenceNumber());
        assertThat(status.path("details").path(0).stringValue())
                .contains(named)
                .doesNotContain(first.referenceNumber());
        assertThat(status.path("extensions").path("originalKsefNumber"))
                .as("the number is right")
                .isEqualTo(first.invoices().get(0).path("ksefNumber"));
        assertThat(client().get("/sessions/" + named, taxpayer.access()).errorCode())
                .isEqualTo(21173);
    }

    @Test
    void batchThatIsCancelled_tookNothing_andMayBeSentAgain() {
        simulator().faults().add(CLOSE, AffectedCalls.only(1), Fault.batch500());
        simulator().faults().add(CLOSE, AffectedCalls.only(2), Fault.invoices550());
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientPackage invoices =
                ClientPackage.of(ClientPackage.TAR_GZ, TestInvoice.of(taxpayer).xml());

        ClientBatch failed = ClientBatch.send(taxpayer, invoices);
        ClientBatch cancelled = ClientBatch.send(taxpayer, invoices);
        ClientBatch good = ClientBatch.send(taxpayer, invoices);

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.invoiceCodes()).containsExactly(405);
        assertThat(cancelled.statusCode()).isEqualTo(445);
        assertThat(cancelled.invoiceCodes()).containsExactly(550);
        assertThat(good.statusCode()).isEqualTo(200);
    }

    private ClientBatch open(byte[] archive) {
        return ClientBatch.prepare(taxpayer().signedIn(), ClientPackage.ZIP, archive, Integer.MAX_VALUE)
                .open();
    }
}
