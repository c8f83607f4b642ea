package dev.ksef.simulator.upo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.SignedUpo;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class UpoTest extends SimulatorTest {

    private TaxpayerClient taxpayer;
    private ClientSession session;

    @BeforeEach
    void open() {
        taxpayer = taxpayer().signedIn();
        session = taxpayer.open();
    }

    @Test
    void invoiceUpo_hasTheFactsOfTheInvoice() {
        TestInvoice invoice = TestInvoice.of(taxpayer).number("A & <B>");
        String xml = invoice.xml().replace("A & <B>", "A &amp; &lt;B>");
        JsonNode status = session.sendAndLook(xml);

        byte[] file = upo(status);
        SignedUpo upo = SignedUpo.read(file);

        assertThat(new String(file, StandardCharsets.UTF_8))
                .as("Base64 in one piece, as in real ones")
                .doesNotContain("&#13;", "&#xD;", "\r");
        assertThat(upo.texts("NazwaPodmiotuPrzyjmujacego"))
                .as("a test environment says so")
                .containsExactly("Ministerstwo Finansów - środowisko testowe (TE)");
        assertThat(upo.texts("NumerReferencyjnySesji")).as("session").containsExactly(session.referenceNumber());
        assertThat(upo.texts("Nip")).as("context").containsExactly(taxpayer.nip());
        assertThat(upo.texts("NumerReferencyjnyTokenaKSeF"))
                .as("the token that signed in, by its reference")
                .containsExactly(taxpayer.token().substring(0, 36));
        assertThat(upo.texts("OpisPotwierdzenia"))
                .as("only in the UPO of a session")
                .isEmpty();
        assertThat(upo.texts("NazwaStrukturyLogicznej")).as("schema").containsExactly("Schemat_FA(3)_v1-0E.xsd");
        assertThat(upo.texts("KodFormularza")).as("form").containsExactly("FA (3)");
        assertThat(upo.texts("NumerKSeFDokumentu"))
                .as("number")
                .containsExactly(status.path("ksefNumber").stringValue());
        assertThat(upo.texts("NumerFaktury")).as("P_2").containsExactly("A & <B>");
        assertThat(upo.texts("DataWystawieniaFaktury")).as("P_1").containsExactly("2026-11-23");
        assertThat(upo.texts("DataPrzeslaniaDokumentu"))
                .as("Polish time")
                .containsExactly("2026-11-23T14:37:21.123+01:00");
        assertThat(upo.texts("SkrotDokumentu"))
                .as("hash of the plain file")
                .containsExactly(ClientCrypto.sha256(xml.getBytes(StandardCharsets.UTF_8)));
        assertThat(upo.texts("TrybWysylki")).as("mode").containsExactly("Online");
    }

    @Test
    void upo_signature_coversTheWholeDocument() {
        byte[] bytes = upo(session.sendAndLook(TestInvoice.of(taxpayer).xml()));
        SignedUpo upo = SignedUpo.read(bytes);

        assertThat(upo.signature().getLocalName()).as("last child of the root").isEqualTo("Signature");
        assertThat(upo.valid(simulator().upoCertificate()))
                .as("verified with the JDK")
                .isTrue();
        assertThat(upo.signingTime()).as("when the number was given").startsWith("2026-11-23T14:37:21");
        String text = new String(bytes, StandardCharsets.UTF_8);
        SignedUpo tampered = SignedUpo.read(
                text.replace("<TrybWysylki>Online", "<TrybWysylki>Offline").getBytes(StandardCharsets.UTF_8));
        assertThat(tampered.valid(simulator().upoCertificate()))
                .as("one word changed")
                .isFalse();
    }

    @Test
    void upoCertificate_namesTheMinistry() {
        assertThat(simulator().upoCertificate().getSubjectX500Principal().toString())
                .as("subject")
                .contains("Ministerstwo Finans", "VATPL-5260250274");
    }

    @Test
    void sessionUpo_hasEveryInvoiceTakenAndNoOther() {
        String first = session.sendAndLook(TestInvoice.of(taxpayer).xml())
                .path("ksefNumber")
                .stringValue();
        session.send("broken");
        String second = session.sendAndLook(TestInvoice.of(taxpayer).xml())
                .path("ksefNumber")
                .stringValue();
        session.close();

        JsonNode page = session.status().path("upo").path("pages").path(0);
        Answer byToken = session.get("/upo/" + page.path("referenceNumber").stringValue());
        Answer byLink = RawClient.download(page.path("downloadUrl").stringValue(), java.util.Map.of());
        SignedUpo upo = SignedUpo.read(byToken.body());

        assertThat(page.path("referenceNumber").stringValue())
                .as("type of a UPO")
                .matches("\\d{8}-EU-.{24}");
        assertThat(byLink.body()).as("same bytes by link").isEqualTo(byToken.body());
        assertThat(byToken.header("x-ms-meta-hash")).as("hash").isEqualTo(ClientCrypto.sha256(byToken.body()));
        assertThat(byToken.header("Content-Type")).as("media type").isEqualTo("application/xml");
        assertThat(upo.texts("NumerKSeFDokumentu")).as("two were taken").containsExactly(first, second);
        assertThat(upo.texts("Strona")).as("page").containsExactly("1");
        assertThat(upo.texts("LiczbaStron")).as("of").containsExactly("1");
        assertThat(upo.texts("ZakresDokumentowOd")).as("from").containsExactly("1");
        assertThat(upo.texts("ZakresDokumentowDo")).as("to, inclusive").containsExactly("2");
        assertThat(upo.texts("CalkowitaLiczbaDokumentow")).as("in all").containsExactly("2");
        assertThat(upo.valid(simulator().upoCertificate())).as("signed").isTrue();
    }

    @Test
    void upo_unknown_isNotFound() {
        session.send(TestInvoice.of(taxpayer).xml());
        session.close();

        assertThat(session.get("/upo/20261123-EU-0000000000-0000000000-00").errorCode())
                .as("session UPO")
                .isEqualTo(21178);
        assertThat(session.get("/invoices/20261123-EE-0000000000-0000000000-00/upo")
                        .errorCode())
                .as("by reference")
                .isEqualTo(21178);
        assertThat(session.get("/invoices/ksef/" + taxpayer.nip() + "-20261123-010000000000-00/upo")
                        .errorCode())
                .as("by number")
                .isEqualTo(21178);
    }

    @Test
    void upo_withoutSignature_conformsToTheSchema() throws Exception {
        Optional<Path> shared = SharedFolder.find();
        assumeTrue(shared.isPresent(), "SKIPPED: no folder shared/ beside the project, so no UPO schema");
        session.send(TestInvoice.of(taxpayer).xml());
        session.send(TestInvoice.of(taxpayer).xml());
        session.close();
        JsonNode page = session.status().path("upo").path("pages").path(0);
        SignedUpo upo = SignedUpo.read(
                session.get("/upo/" + page.path("referenceNumber").stringValue())
                        .body());
        upo.document().getDocumentElement().removeChild(upo.signature());
        // The schema fixes the name to that of production.
        Element name = (Element) upo.document().getDocumentElement().getFirstChild();
        name.setTextContent("Ministerstwo Finansów");

        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setProperty("jdk.xml.maxOccurLimit", "0");
        Schema schema =
                factory.newSchema(shared.get().resolve("xsd/upo/upo-v4-3.xsd").toFile());

        assertThatCode(() -> schema.newValidator().validate(new DOMSource(upo.document())))
                .as("valid against the official schema")
                .doesNotThrowAnyException();
    }

    private byte[] upo(JsonNode status) {
        return session.get("/invoices/" + status.path("referenceNumber").stringValue() + "/upo")
                .body();
    }
}
