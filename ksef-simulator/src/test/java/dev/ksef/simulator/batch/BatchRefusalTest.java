package dev.ksef.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientBatch.Prepared;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opening and closing a batch session refuse. */
class BatchRefusalTest extends SimulatorTest {

    @Test
    void open_withMorePartsThanFifty_isRefused() {
        assertThat(opened(prepared -> declareParts(prepared, 51)).errorCode()).isEqualTo(21161);
        assertThat(opened(prepared -> declareParts(prepared, 50)).status()).isEqualTo(201);
    }

    private static void declareParts(Prepared prepared, int count) {
        ArrayNode parts = (ArrayNode) prepared.file().path("fileParts");
        while (parts.size() < count) {
            parts.addObject()
                    .put("ordinalNumber", parts.size())
                    .put("fileSize", 16)
                    .put("fileHash", ClientCrypto.sha256(new byte[0]));
        }
    }

    @Test
    void open_withAPartOfMoreThanAHundredMegabytes_isRefused() {
        Answer refused = opened(prepared -> prepared.part(1).put("fileSize", 100_000_017));

        assertThat(refused.errorCode()).isEqualTo(21157);
        assertThat(refused.errorDetail()).contains("'1'");
        assertThat(opened(prepared -> prepared.part(1).put("fileSize", 100_000_016))
                        .status())
                .as("encrypted, a hundred megabytes are a block more")
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "5000000001"})
    void open_withAPackageOfAnImpossibleSize_isRefused(long size) {
        assertThat(opened(prepared -> prepared.file().put("fileSize", size)).errorCode())
                .isEqualTo(21405);
    }

    @ParameterizedTest
    @CsvSource({"0", "2"})
    void open_withPartsThatDoNotRunFromOne_isRefused(int ordinalNumber) {
        assertThat(opened(prepared -> prepared.part(1).put("ordinalNumber", ordinalNumber))
                        .errorCode())
                .isEqualTo(21405);
    }

    @Test
    void open_withoutParts_orWithWhatIsNone_isRefused() {
        assertThat(opened(prepared -> prepared.file().putArray("fileParts")).errorCode())
                .isEqualTo(21405);
        assertThat(opened(prepared -> prepared.file().remove("fileParts")).errorCode())
                .isEqualTo(21405);
        assertThat(opened(prepared -> prepared.file().putArray("fileParts").add("part"))
                        .errorCode())
                .isEqualTo(21405);
        assertThat(opened(prepared -> prepared.request().remove("batchFile")).errorCode())
                .isEqualTo(21405);
    }

    @ParameterizedTest
    @CsvSource({"Rar,21405", "zip,21405", "TarGz,0", "Zip,0"})
    void open_withACompression_thatKsefDoesNotKnow_isRefused(String compression, int error) {
        Answer answer = opened(prepared -> prepared.file().put("compressionType", compression));

        assertThat(answer.status()).isEqualTo(error == 0 ? 201 : 400);
    }

    @Test
    void open_withoutACompression_meansZip() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        Prepared prepared = ClientBatch.prepare(taxpayer, invoices(taxpayer));
        prepared.file().remove("compressionType");

        assertThat(prepared.open().uploaded().closed().statusCode()).isEqualTo(200);
    }

    @Test
    void open_forAnUnknownKey_orAnUnknownForm_isRefused() {
        assertThat(opened(prepared -> ((ObjectNode) prepared.request().path("encryption"))
                                .put("publicKeyId", ClientCrypto.base64(ClientCrypto.random(32))))
                        .errorCode())
                .isEqualTo(21470);
        assertThat(opened(prepared -> ((ObjectNode) prepared.request().path("formCode"))
                                .put("systemCode", "PEF (3)")
                                .put("schemaVersion", "2-1")
                                .put("value", "PEF"))
                        .errorCode())
                .as("no batches of PEF")
                .isEqualTo(21405);
    }

    @Test
    void close_withAPartMissing_isRefused_andTheSessionStaysOpen() {
        ClientBatch batch = inParts(3);
        batch.upload(1);
        batch.upload(3);

        Answer refused = batch.close();
        int between = batch.statusCode();
        batch.upload(2);

        assertThat(refused.errorCode()).isEqualTo(21205);
        assertThat(refused.errorDetail()).isEqualTo("Nie przesłano zadeklarowanej '2' części pliku.");
        assertThat(between).isEqualTo(100);
        assertThat(batch.close().status()).isEqualTo(204);
        assertThat(batch.statusCode()).isEqualTo(200);
    }

    @Test
    void close_withAPartOfAnotherSize_isRefused_andThePartMayComeAgain() {
        ClientBatch batch = inParts(2).uploaded();
        batch.upload(2, new byte[] {1});

        Answer refused = batch.close();
        batch.upload(2);

        assertThat(refused.errorCode()).isEqualTo(21157);
        assertThat(refused.errorDetail()).isEqualTo("Zadeklarowany rozmiar części '2' nie zgadza się z rzeczywistym.");
        assertThat(batch.close().status()).isEqualTo(204);
        assertThat(batch.statusCode()).as("the last upload counts").isEqualTo(200);
    }

    @Test
    void close_aSecondTime_isRefused() {
        ClientBatch batch = inParts(1).uploaded().closed();

        Answer refused = batch.close();

        assertThat(refused.errorCode()).isEqualTo(21180);
        assertThat(refused.errorDetail()).contains("200");
    }

    @Test
    void sessionThatNobodyCloses_isCancelledAfterTwelveHours_andCannotBeClosedAnyMore() {
        ClientBatch batch = inParts(1).uploaded();
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        ClientBatch before = again(batch);
        int lastSecond = before.statusCode();
        clock.advance(Duration.ofSeconds(1));

        Answer refused = before.close();

        assertThat(lastSecond).isEqualTo(100);
        assertThat(before.statusCode()).isEqualTo(440);
        assertThat(before.status().path("status").path("details").path(0).stringValue())
                .isEqualTo("Przekroczono czas wysyłki");
        assertThat(refused.errorCode()).isEqualTo(21208);
        assertThat(listed(before, "Cancelled")).isEqualTo(1);
    }

    @Test
    void session_isFoundByItsKindAndItsContextOnly() {
        ClientBatch batch = inParts(1);
        TaxpayerClient taxpayer = batch.taxpayer();
        ClientSession online = taxpayer.open();

        assertThat(taxpayer.client()
                        .post("/sessions/online/" + batch.referenceNumber() + "/close", taxpayer.access())
                        .errorCode())
                .as("a batch is no interactive session")
                .isEqualTo(21173);
        assertThat(taxpayer.client()
                        .post("/sessions/batch/" + online.referenceNumber() + "/close", taxpayer.access())
                        .errorCode())
                .as("nor the other way round")
                .isEqualTo(21173);
        assertThat(new ClientBatch(taxpayer().signedIn(), batch.referenceNumber(), batch.uploads(), batch.parts())
                        .close()
                        .errorCode())
                .as("of another taxpayer")
                .isEqualTo(21173);
        assertThat(listed(batch, "InProgress")).isEqualTo(1);
    }

    private static int listed(ClientBatch batch, String statuses) {
        return batch.taxpayer()
                .client()
                .get(
                        "/sessions?sessionType=Batch&statuses=" + statuses,
                        batch.taxpayer().access())
                .json()
                .path("sessions")
                .size();
    }

    private static ClientBatch again(ClientBatch batch) {
        return new ClientBatch(batch.taxpayer().signedIn(), batch.referenceNumber(), batch.uploads(), batch.parts());
    }

    private ClientBatch inParts(int count) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        byte[] archive = invoices(taxpayer).archive();
        return ClientBatch.prepare(taxpayer, ClientPackage.ZIP, archive, archive.length / count + 1)
                .open();
    }

    private static ClientPackage invoices(TaxpayerClient taxpayer) {
        return ClientPackage.of(ClientPackage.ZIP, TestInvoice.of(taxpayer).xml());
    }

    private Answer opened(Consumer<Prepared> change) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        Prepared prepared = ClientBatch.prepare(taxpayer, invoices(taxpayer));
        change.accept(prepared);
        return prepared.post();
    }
}
