package dev.ksef.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientBatch.Prepared;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.ClientPackage.File;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The invoices of a batch: each is judged by itself, as one that is sent alone. */
class BatchInvoiceTest extends SimulatorTest {

    private static final Duration DELAY = Duration.ofSeconds(10);

    private static final String ATTACHMENT = "<Zalacznik>" + "x".repeat(2_000_000) + "</Zalacznik>";

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.processingDelay(DELAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void invoices_areJudgedOneByOne(String format) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        TestInvoice good = TestInvoice.of(taxpayer);
        TaxpayerClient other = taxpayer();

        ClientBatch batch = processed(ClientBatch.send(
                taxpayer,
                ClientPackage.of(
                        format,
                        good.xml(),
                        TestInvoice.of(other).xml(),
                        "\uFEFF" + good.xml(),
                        "no XML",
                        "",
                        "x".repeat(3_000_001),
                        TestInvoice.of(taxpayer).issueDate("2026-11-24").xml(),
                        TestInvoice.of(taxpayer).end(ATTACHMENT).xml(),
                        TestInvoice.of(taxpayer)
                                .beforeRoot(" ".repeat(1_000_000))
                                .xml(),
                        good.xml())));

        assertThat(batch.invoiceCodes()).containsExactly(200, 410, 430, 450, 450, 430, 450, 415, 430, 440);
        assertThat(batch.statusCode()).as("one good invoice is enough").isEqualTo(200);
        assertThat(batch.status().path("failedInvoiceCount").intValue()).isEqualTo(9);
        assertThat(batch.get("/invoices/failed").json().path("invoices").size()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void twoFilesWithTheSameBytes_areOneInvoice_andADuplicateInTheSameSession(String format) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String xml = TestInvoice.of(taxpayer).xml();

        ClientBatch batch = processed(ClientBatch.send(taxpayer, ClientPackage.of(format, xml, xml)));

        List<JsonNode> invoices = batch.invoices();
        assertThat(batch.invoiceCodes()).containsExactly(200, 440);
        assertThat(invoices.get(1).path("invoiceHash"))
                .isEqualTo(invoices.get(0).path("invoiceHash"));
        assertThat(original(invoices.get(1))).isEqualTo(batch.referenceNumber());
    }

    @Test
    void duplicates_areFoundAcrossSessionsOfBothKinds() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientSession online = taxpayer.open();
        TestInvoice first = TestInvoice.of(taxpayer);
        TestInvoice second = TestInvoice.of(taxpayer);
        online.send(first.xml());
        ClientBatch batch =
                processed(ClientBatch.send(taxpayer, ClientPackage.of(ClientPackage.ZIP, first.xml(), second.xml())));
        ClientBatch later = processed(ClientBatch.send(taxpayer, ClientPackage.of(ClientPackage.TAR_GZ, second.xml())));
        String sentAlone = online.send(second.xml());
        clock.advance(DELAY);

        assertThat(batch.invoiceCodes()).containsExactly(440, 200);
        assertThat(original(batch.invoices().get(0))).isEqualTo(online.referenceNumber());
        assertThat(later.statusCode()).as("nothing but a duplicate").isEqualTo(445);
        assertThat(later.status().path("successfulInvoiceCount").intValue(-1)).isZero();
        assertThat(original(later.invoices().get(0))).isEqualTo(batch.referenceNumber());
        assertThat(original(online.look(sentAlone))).isEqualTo(batch.referenceNumber());
    }

    private static String original(JsonNode invoice) {
        return invoice.path("status")
                .path("extensions")
                .path("originalSessionReferenceNumber")
                .stringValue();
    }

    @ParameterizedTest
    @CsvSource({"false,2026-11-23,Online", "false,2026-11-22,Offline", "true,2026-11-23,Offline"})
    void mode_isThatOfTheBatch_orOffline_whereTheInvoiceIsOlder(boolean declared, String issued, String mode) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        Prepared prepared = ClientBatch.prepare(
                taxpayer,
                ClientPackage.of(
                        ClientPackage.ZIP,
                        TestInvoice.of(taxpayer).issueDate(issued).xml()));
        prepared.request().put("offlineMode", declared);

        ClientBatch batch = processed(prepared.open().uploaded().closed());

        assertThat(batch.invoices().get(0).path("invoicingMode").stringValue()).isEqualTo(mode);
    }

    @Test
    void invoicingDate_isTheOpeningOfTheSession_acquisitionDateTheEndOfProcessing() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientBatch batch = ClientBatch.prepare(
                        taxpayer,
                        ClientPackage.of(
                                ClientPackage.ZIP, TestInvoice.of(taxpayer).xml()))
                .open()
                .uploaded();
        Instant opened = time(batch.status(), "dateCreated");
        clock.advance(Duration.ofMinutes(5));
        Instant closed = clock.instant();
        batch.close();

        JsonNode started = batch.status();
        int shownAtOnce = batch.invoices().size();
        clock.advance(DELAY.dividedBy(2));
        List<Integer> inTheMiddle = batch.invoiceCodes();
        JsonNode middle = batch.status();
        clock.advance(DELAY.dividedBy(2));
        JsonNode invoice = batch.invoices().get(0);

        assertThat(started.path("status").path("code").intValue()).isEqualTo(150);
        assertThat(shownAtOnce).as("still packed").isZero();
        assertThat(inTheMiddle).containsExactly(150);
        assertThat(middle.path("status").path("code").intValue()).isEqualTo(150);
        assertThat(middle.has("upo")).isFalse();
        assertThat(batch.statusCode()).isEqualTo(200);
        assertThat(time(invoice, "invoicingDate")).isEqualTo(opened);
        assertThat(time(invoice, "acquisitionDate"))
                .isBetween(closed.plus(DELAY).minusMillis(1), closed.plus(DELAY));
        assertThat(time(invoice, "permanentStorageDate")).isAfter(time(invoice, "acquisitionDate"));
        assertThat(time(batch.status(), "dateUpdated")).isEqualTo(time(invoice, "acquisitionDate"));
    }

    private static Instant time(JsonNode json, String field) {
        return OffsetDateTime.parse(json.path(field).stringValue()).toInstant();
    }

    @Test
    void invoiceThatABatchRejected_isCorrectedTechnicallyInAnInteractiveSession() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        TestInvoice invoice = TestInvoice.of(taxpayer);
        Prepared prepared = ClientBatch.prepare(
                taxpayer, ClientPackage.of(ClientPackage.ZIP, invoice.xml().replace("</Faktura>", "")));
        prepared.request().put("offlineMode", true);
        ClientBatch batch = processed(prepared.open().uploaded().closed());
        String rejected = batch.invoices().get(0).path("invoiceHash").stringValue();
        ClientSession online = taxpayer.open();
        ObjectNode correction = online.sendRequest(invoice.xml().getBytes(StandardCharsets.UTF_8));
        correction.put("offlineMode", true).put("hashOfCorrectedInvoice", rejected);

        Answer sent = online.post(correction);

        assertThat(batch.invoiceCodes()).containsExactly(450);
        assertThat(sent.status()).isEqualTo(202);
    }

    @Test
    void largePackage_isProcessedBesideItsClosing() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        List<File> files = List.of(
                new File("random.xml", ClientCrypto.random(5_000_000)),
                new File("invoice.xml", TestInvoice.of(taxpayer).xml().getBytes(StandardCharsets.UTF_8)));

        ClientBatch batch = processed(ClientBatch.send(taxpayer, new ClientPackage(ClientPackage.ZIP, files)));

        assertThat(batch.settledCode()).isEqualTo(200);
        assertThat(batch.invoiceCodes()).containsExactly(430, 200);
    }

    @Test
    void invoiceOfABatch_isReadBackByItsNumber() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String xml = TestInvoice.of(taxpayer).xml();
        ClientBatch batch = processed(ClientBatch.send(taxpayer, ClientPackage.of(ClientPackage.TAR_GZ, xml)));
        String number = batch.invoices().get(0).path("ksefNumber").stringValue();

        assertThat(taxpayer.client()
                        .get("/invoices/ksef/" + number, taxpayer.access())
                        .text())
                .isEqualTo(xml);
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void fileName_isThatOfTheArchive_ofALongOneItsEnd(String format) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        String name = "folder/" + "0123456789".repeat(9) + "-ąę.xml";
        String tooLong = "x".repeat(30) + name;
        byte[] xml = TestInvoice.of(taxpayer).xml().getBytes(StandardCharsets.UTF_8);
        ClientPackage invoices = new ClientPackage(
                format, List.of(new File("folder/", new byte[0]), new File(name, xml), new File(tooLong, xml)));

        ClientBatch batch = processed(ClientBatch.send(taxpayer, invoices));

        assertThat(batch.invoices())
                .extracting(invoice -> invoice.path("invoiceFileName").stringValue())
                .as("folders are no invoices; 128 characters are shown")
                .containsExactly(name, tooLong.substring(tooLong.length() - 128));
    }

    @Test
    void attachment_needsTheConsentOfItsContext() {
        TaxpayerClient taxpayer = taxpayer();
        simulator().allowAttachments(taxpayer.nip());
        taxpayer.signedIn();
        TestInvoice invoice = TestInvoice.of(taxpayer).end(ATTACHMENT);
        TestInvoice small = TestInvoice.of(taxpayer).end("<Zalacznik/>");

        ClientBatch batch = processed(ClientBatch.send(
                taxpayer,
                ClientPackage.of(
                        ClientPackage.ZIP,
                        invoice.xml(),
                        TestInvoice.of(taxpayer).end(ATTACHMENT + ATTACHMENT).xml())));

        assertThat(batch.invoiceCodes()).as("up to 3 MB").containsExactly(200, 430);
        String number = batch.invoices().get(0).path("ksefNumber").stringValue();
        assertThat(taxpayer.client()
                        .get("/invoices/ksef/" + number, taxpayer.access())
                        .text())
                .as("read back")
                .isEqualTo(invoice.xml());
        assertThat(sentAlone(taxpayer, small.xml())).as("in batches only").isEqualTo(415);
    }

    private int sentAlone(TaxpayerClient taxpayer, String xml) {
        ClientSession session = taxpayer.open();
        String reference = session.send(xml);
        clock.advance(DELAY);
        return session.look(reference).path("status").path("code").intValue();
    }

    @Test
    void consent_isGivenAndTakenBackByTheOperationsForTests() {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        TaxpayerClient other = taxpayer().signedIn();

        JsonNode never = consent(taxpayer);
        testdata(taxpayer, "/testdata/attachment", null);
        JsonNode given = consent(taxpayer);
        testdata(taxpayer, "/testdata/attachment/revoke", "2026-11-25");
        JsonNode ending = consent(taxpayer);
        ClientBatch before = withAttachment(taxpayer);
        testdata(taxpayer, "/testdata/attachment/revoke", null);
        JsonNode revoked = consent(taxpayer);
        ClientBatch after = withAttachment(taxpayer);
        testdata(taxpayer, "/testdata/attachment/revoke", "2026-12-24");
        JsonNode revokedAgain = consent(taxpayer);

        assertThat(never.path("isAttachmentAllowed").booleanValue()).isFalse();
        assertThat(never.has("revokedDate")).isFalse();
        assertThat(given.toString()).isEqualTo("{\"isAttachmentAllowed\":true}");
        assertThat(consent(other).path("isAttachmentAllowed").booleanValue())
                .as("only of that taxpayer")
                .isFalse();
        assertThat(ending.path("isAttachmentAllowed").booleanValue()).isTrue();
        assertThat(time(ending, "revokedDate"))
                .as("midnight in Poland")
                .isEqualTo(Instant.parse("2026-11-24T23:00:00Z"));
        assertThat(before.invoiceCodes()).containsExactly(200);
        assertThat(revoked.path("isAttachmentAllowed").booleanValue()).isFalse();
        assertThat(revoked.has("revokedDate")).isTrue();
        assertThat(after.invoiceCodes()).containsExactly(415);
        assertThat(revokedAgain).as("what has ended does not come back").isEqualTo(revoked);
    }

    private ClientBatch withAttachment(TaxpayerClient taxpayer) {
        return processed(ClientBatch.send(
                taxpayer,
                ClientPackage.of(
                        ClientPackage.ZIP,
                        TestInvoice.of(taxpayer).end("<Zalacznik/>").xml())));
    }

    private JsonNode consent(TaxpayerClient taxpayer) {
        return client().get("/permissions/attachments/status", taxpayer.access())
                .json();
    }

    private void testdata(TaxpayerClient taxpayer, String path, String end) {
        ObjectNode body = RawClient.JSON.createObjectNode().put("nip", taxpayer.nip());
        if (end != null) {
            body.put("expectedEndDate", end);
        }
        assertThat(client().post(path, "", body).status()).isEqualTo(200);
    }

    private ClientBatch processed(ClientBatch batch) {
        clock.advance(DELAY);
        return batch;
    }
}
