package dev.ksef.simulator.upo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.SignedUpo;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;

/** A login by certificate works to the end: invoices are taken, and their confirmation names the signed document. */
class XadesUpoTest extends XadesTest {

    @Test
    void upo_ofALoginByCertificate_namesTheSignedDocument() throws Exception {
        String nip = nip();
        byte[] document = new TestSignature(TestSigner.seal(nip)).enveloped(request(nip));

        SignedUpo upo = upo(nip, document);

        assertThat(upo.texts("SkrotDokumentuUwierzytelniajacego"))
                .as("hash of the document as it came")
                .containsExactly(ClientCrypto.sha256(document));
        assertThat(upo.texts("NumerReferencyjnyTokenaKSeF")).as("no token").isEmpty();
        assertThat(upo.texts("Nip")).as("context").containsExactly(nip);
        assertConformsToTheSchema(upo);
    }

    @Test
    void upo_ofAUnit_namesItsInternalIdentifier() throws Exception {
        String nip = nip();
        byte[] document =
                new TestSignature(TestSigner.seal(nip)).enveloped(request("InternalId", nip + "-12345", BY_SUBJECT));

        SignedUpo upo = upo(nip, document);

        assertThat(upo.texts("IdWewnetrzny")).as("context").containsExactly(nip + "-12345");
        assertConformsToTheSchema(upo);
    }

    private SignedUpo upo(String nip, byte[] document) {
        TaxpayerClient taxpayer = new TaxpayerClient(client(), nip, "").redeemed(begun(post(document)));
        ClientSession session = taxpayer.open();
        JsonNode invoice = session.sendAndLook(TestInvoice.of(taxpayer).xml());
        assertThat(code(invoice)).as("the invoice").isEqualTo(200);
        return SignedUpo.read(
                session.get("/invoices/" + invoice.path("referenceNumber").stringValue() + "/upo")
                        .body());
    }

    private static void assertConformsToTheSchema(SignedUpo upo) throws Exception {
        Optional<Path> shared = SharedFolder.find();
        assumeTrue(shared.isPresent(), "SKIPPED: no folder shared/ beside the project, so no UPO schema");
        upo.document().getDocumentElement().removeChild(upo.signature());
        // The schema fixes the name to that of production.
        upo.document().getDocumentElement().getFirstChild().setTextContent("Ministerstwo Finansów");
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setProperty("jdk.xml.maxOccurLimit", "0");
        factory.newSchema(shared.get().resolve("xsd/upo/upo-v4-3.xsd").toFile())
                .newValidator()
                .validate(new DOMSource(upo.document()));
    }
}
