package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceRulesTest extends SimulatorTest {

    private TaxpayerClient taxpayer;
    private ClientSession session;

    @BeforeAll
    void open() {
        taxpayer = taxpayer().signedIn();
        session = taxpayer.open();
    }

    @Test
    void invoice_withByteOrderMark_failsAsAFile() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        bytes.writeBytes(valid().xml().getBytes(StandardCharsets.UTF_8));

        assertRejected(session.sendAndLook(bytes.toByteArray()), 430);
    }

    @Test
    void invoice_inAnotherEncoding_fails() {
        String xml = valid().xml().replace("Sprzedawca", "Sprzedawca Żółć");

        assertRejected(session.sendAndLook(xml.getBytes(Charset.forName("windows-1250"))), 450);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1250", "UTF-16", "iso-8859-2"})
    void invoice_whosePrologNamesAnotherEncoding_failsAsAFile(String encoding) {
        assertRejected(session.sendAndLook(valid().xml().replace("\"UTF-8\"", "'" + encoding + "'")), 430);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<?xml version=\"1.0\"?>", ""})
    void invoice_withOtherProlog_isTaken(String prolog) {
        String xml = valid().xml()
                .replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", prolog)
                .strip();

        assertThat(code(session.sendAndLook(xml))).as("prolog " + prolog).isEqualTo(200);
    }

    @Test
    void invoice_notWellFormed_fails() {
        assertRejected(session.sendAndLook(valid().xml().replace("</Fa>", "")), 450);
    }

    @Test
    void invoice_withDocumentType_fails() {
        assertRejected(
                session.sendAndLook(valid().beforeRoot("<!DOCTYPE Faktura>").xml()), 450);
    }

    @Test
    void invoice_withExternalEntity_failsAndReadsNothing() {
        String xml = valid().beforeRoot("<!DOCTYPE Faktura [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>")
                .number("&f;")
                .xml();

        JsonNode status = session.sendAndLook(xml);

        assertRejected(status, 450);
        assertThat(status.has("invoiceNumber"))
                .as("nothing was read from outside")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml-stylesheet href=\"a.xsl\"?>", "<?target?>"})
    void invoice_withProcessingInstruction_fails(String instruction) {
        assertRejected(session.sendAndLook(valid().beforeRoot(instruction).xml()), 450);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7F, 0x84, 0x86, 0x9F, 0xFDD0, 0xFDEF, 0x1FFFE, 0x10FFFF})
    void invoice_withForbiddenCharacter_fails(int codePoint) {
        String character = Character.toString(codePoint);

        assertRejected(session.sendAndLook(valid().xml().replace("Towar", character)), 450);
        assertRejected(session.sendAndLook(valid().xml().replace("Towar", "&#" + codePoint + ";")), 450);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x7E, 0x85, 0xA0, 0xFDCF, 0xFDF0, 0x1FFFD, 0x1F600})
    void invoice_withCharacterBesideTheForbidden_isTaken(int codePoint) {
        String xml = valid().xml().replace("Towar", "a" + Character.toString(codePoint));

        assertThat(code(session.sendAndLook(xml)))
                .as("code point " + Integer.toHexString(codePoint))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1000000,200", "1000001,430"})
    void invoice_atTheLimitOfSize_isTakenAndAboveNot(int size, int expected) {
        String xml = valid().xml();
        String padded = xml + " ".repeat(size - xml.getBytes(StandardCharsets.UTF_8).length);

        assertThat(code(session.sendAndLook(padded))).as(size + " bytes").isEqualTo(expected);
    }

    @Test
    void invoice_ofAnotherStructure_fails() {
        assertRejected(session.sendAndLook(valid().xml().replace("2025/06/25/13775", "2023/06/29/12648")), 450);
        assertRejected(session.sendAndLook(valid().xml().replace("FA (3)", "FA (2)")), 450);
        assertRejected(
                session.sendAndLook(valid().xml().replace("wersjaSchemy=\"1-0E\"", "wersjaSchemy=\"1-1E\"")), 450);
    }

    @Test
    void invoice_ofAnotherSeller_failsByRights() {
        TestInvoice invoice = TestInvoice.of(taxpayer());

        JsonNode status = session.sendAndLook(invoice.xml());

        assertRejected(status, 410);
        assertThat(status.path("invoiceNumber").stringValue())
                .as("readable, so it is shown")
                .isEqualTo(invoice.number());
    }

    @Test
    void invoice_withAttachment_fails() {
        assertRejected(session.sendAndLook(valid().end("<Zalacznik/>").xml()), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "23.11.2026", "2026-02-30"})
    void invoice_withoutProperDate_fails(String date) {
        assertRejected(session.sendAndLook(valid().issueDate(date).xml()), 450);
    }

    @Test
    void invoice_withoutNumber_fails() {
        assertRejected(session.sendAndLook(valid().number("").xml()), 450);
    }

    @Test
    void invoice_nestedTooDeep_fails() {
        int depth = 20_000;

        assertRejected(session.sendAndLook("<a>".repeat(depth) + "</a>".repeat(depth)), 450);
    }

    private TestInvoice valid() {
        return TestInvoice.of(taxpayer);
    }

    private static void assertRejected(JsonNode status, int code) {
        assertThat(code(status)).as("rejected: " + status).isEqualTo(code);
        assertThat(status.has("ksefNumber")).as("no number").isFalse();
        assertThat(status.has("upoDownloadUrl")).as("nothing to confirm").isFalse();
        assertThat(status.has("invoicingMode")).as("no mode").isFalse();
    }

    private static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }
}
