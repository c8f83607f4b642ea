package dev.ksef.simulator.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSignature.Step;
import dev.ksef.simulator.client.TestSigner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is signed is one thing to the JDK and another to who reads it: only what both read alike is taken. */
class XadesWrappingTest extends XadesTest {

    private static final String PRETENDED = "9999999999";

    private final String nip = nip();
    private final TestSigner seal = TestSigner.seal(nip);

    private TestSignature signature() {
        return new TestSignature(seal);
    }

    @Test
    void base64_withAnotherRequestInCdataAround_isNotThatRequest() {
        byte[] signed = signature().envelopingBase64(unpadded(request(nip)));
        String forged = unpadded(request(PRETENDED)) + "<!-- a";

        byte[] wrapped = TestSignature.changed(signed, xml -> {
            Element object = element(xml, "Object");
            object.insertBefore(xml.createCDATASection(base64(forged)), object.getFirstChild());
            object.appendChild(xml.createCDATASection(base64("-->")));
        });

        assertRefused(wrapped, 9105, "the signed text stands in a comment of the forged one");
    }

    @Test
    void base64_inCdata_isRead() {
        byte[] signed = signature().envelopingBase64(request(nip));

        byte[] same = TestSignature.changed(signed, xml -> {
            Element object = element(xml, "Object");
            String content = object.getTextContent();
            object.setTextContent("");
            object.appendChild(xml.createCDATASection(content));
        });

        assertSignedIn(same, "the same text, written in another way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SignatureValue", "DigestValue", "X509Certificate", "XPath", "SigningTime", "Reference"})
    void element_emptyOrAbsurd_isRefusedAndNoFailure(String name) {
        byte[] signed = signature()
                .steps(Step.xpath("not(ancestor-or-self::ds:Signature)"), Step.of(CanonicalizationMethod.INCLUSIVE))
                .enveloped(request(nip));
        for (String content : new String[] {"", "A", "====", "\u017b", "AA==", "AAAA", "!"}) {
            byte[] spoiled = TestSignature.changed(
                    signed,
                    xml -> ((Element) xml.getElementsByTagNameNS("*", name).item(0)).setTextContent(content));
            Answer answer = post(spoiled);
            assertThat(answer.status())
                    .as(name + " '" + content + "': " + answer.text())
                    .isEqualTo(400);
        }
    }

    @Test
    void document_spoiledAnywhere_isRefusedAndNoFailure() {
        byte[][] documents = {
            signature().enveloped(request(nip)),
            signature().envelopingBase64(request(nip)),
            new TestSignature(seal)
                    .steps(Step.subtract("/descendant::sig:Signature"))
                    .enveloped(request(nip)),
        };
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] spoiled = documents[i % documents.length].clone();
            for (int j = 0; j <= random.nextInt(3); j++) {
                spoiled[random.nextInt(spoiled.length)] = (byte) (32 + random.nextInt(95));
            }
            Answer answer = post(spoiled);
            assertThat(answer.status())
                    .as(answer.text() + "\n" + new String(spoiled, StandardCharsets.UTF_8))
                    .isIn(400, 202);
        }
    }

    private static Element element(Document document, String name) {
        return (Element) document.getElementsByTagNameNS(TestSignature.DSIG.get("ds"), name)
                .item(0);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text whose Base64 ends without padding, so that another piece can follow. */
    private static String unpadded(String ascii) {
        return ascii + " ".repeat((3 - ascii.length() % 3) % 3);
    }
}
