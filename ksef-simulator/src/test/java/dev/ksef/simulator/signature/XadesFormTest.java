package dev.ksef.simulator.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.auth.XadesTest;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSignature.Step;
import dev.ksef.simulator.client.TestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The document and its signature: what is taken, and what is refused with which code. */
class XadesFormTest extends XadesTest {

    private static final KeyPair RSA = TestSigner.rsa(2048);
    private static final String PRETENDED = "9999999999";

    private final String nip = nip();
    private final TestSigner seal = TestSigner.seal(nip);
    private final TestSigner rsaSeal = TestSigner.sealOf(nip).keys(RSA).build();

    private TestSignature signature() {
        return new TestSignature(seal);
    }

    @Test
    void signature_ecOrRsa_isTaken() {
        assertSignedIn(signature().enveloped(request(nip)), "ECDSA");
        assertSignedIn(new TestSignature(rsaSeal).enveloped(request(nip)), "RSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256-rsa-MGF1", "sha384-rsa-MGF1", "sha512-rsa-MGF1"})
    void signature_rsaPss_isTaken(String name) {
        String method = "http://www.w3.org/2007/05/xmldsig-more#" + name;

        assertSignedIn(new TestSignature(rsaSeal).method(method).enveloped(request(nip)), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void signature_largerCurve_isTaken(String curve) {
        TestSigner signer =
                TestSigner.sealOf(nip).keys(TestSigner.keyPair(curve)).build();

        assertSignedIn(
                new TestSignature(signer)
                        .method("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512")
                        .digest(DigestMethod.SHA512)
                        .enveloped(request(nip)),
                curve);
    }

    @Test
    void signature_aroundTheRequest_isTaken() {
        assertSignedIn(signature().enveloping(request(nip)), "as XML");
        assertSignedIn(signature().envelopingBase64(request(nip)), "as Base64");
    }

    @Test
    void signature_excludedByXPath_isTaken() {
        assertSignedIn(
                signature()
                        .steps(
                                Step.xpath("not(ancestor-or-self::ds:Signature)"),
                                Step.of(CanonicalizationMethod.INCLUSIVE))
                        .enveloped(request(nip)),
                "XPath 1.0");
        assertSignedIn(
                signature().steps(Step.subtract("/descendant::sig:Signature")).enveloped(request(nip)),
                "XPath filter 2.0");
    }

    @Test
    void signature_excludingMoreByXPath_isRefused() {
        assertRefused(
                signature()
                        .steps(Step.xpath("not(ancestor-or-self::ds:Signature) and not(self::node()[. = '1'])"))
                        .enveloped(request(nip)),
                9105,
                "another expression");
        assertRefused(signature().steps(Step.subtract("//*")).enveloped(request(nip)), 9105, "a filter that takes all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CanonicalizationMethod.INCLUSIVE,
                CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
                CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS,
                "http://www.w3.org/2006/12/xml-c14n11",
                "http://www.w3.org/2006/12/xml-c14n11#WithComments"
            })
    void canonicalization_documented_isTaken(String uri) {
        assertSignedIn(
                signature()
                        .canonicalization(uri)
                        .steps(Step.of(Transform.ENVELOPED), Step.of(uri))
                        .enveloped(request(nip)),
                uri);
    }

    @Test
    void signingCertificate_secondVersionOrSha1_isTaken() {
        assertSignedIn(signature().certificateProperty("SigningCertificateV2").enveloped(request(nip)), "version 2");
        assertSignedIn(signature().certificateDigest(DigestMethod.SHA1).enveloped(request(nip)), "its digest by SHA-1");
    }

    @Test
    void signature_withSha1_isRefusedAsTheJdkDoes() {
        Answer method = post(new TestSignature(rsaSeal)
                .method("http://www.w3.org/2000/09/xmldsig#rsa-sha1")
                .enveloped(request(nip)));
        Answer digest = post(signature().digest(DigestMethod.SHA1).enveloped(request(nip)));

        assertRefused(method, 9105, "signature by SHA-1");
        assertThat(method.errorDetail()).as("why").contains("niewspieranego algorytmu");
        assertRefused(digest, 9105, "digest by SHA-1");
        assertThat(digest.errorDetail()).as("why").contains("niewspieranego algorytmu");
    }

    @Test
    void algorithm_undocumented_isRefused() {
        assertRefused(
                signature()
                        .method("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha224")
                        .enveloped(request(nip)),
                9105,
                "a signature by SHA-224");
        assertRefused(
                signature()
                        .digest("http://www.w3.org/2001/04/xmldsig-more#sha224")
                        .enveloped(request(nip)),
                9105,
                "a digest by SHA-224");
    }

    @Test
    void signatureValue_ecdsaInDer_isRefused() {
        byte[] document = TestSignature.changed(signature().enveloped(request(nip)), xml -> {
            Element value = element(xml, "SignatureValue");
            value.setTextContent(der(value.getTextContent()));
        });

        assertRefused(document, 9105, "a sequence instead of r and s");
    }

    @Test
    void document_prettyPrintedAfterSigning_isRefused() {
        String signed = text(signature().enveloped(request(nip)));

        Answer answer = post(bytes(signed.replace("<ContextIdentifier>", "\n  <ContextIdentifier>")));

        assertRefused(answer, 9105, "a line break more");
        assertThat(answer.errorDetail()).as("as KSeF says it").isEqualTo("Podpis zweryfikowany negatywnie.");
    }

    @Test
    void document_withOtherContextAfterSigning_isRefused() {
        String signed = text(signature().enveloped(request(nip)));

        assertRefused(bytes(signed.replace(nip, PRETENDED)), 9105, "another NIP");
    }

    @Test
    void signedProperties_changedAfterSigning_areRefused() {
        String signed = text(signature().enveloped(request(nip)));

        assertRefused(bytes(signed.replace("13:37:21Z", "13:37:22Z")), 9105, "another time");
    }

    @Test
    void signature_withoutWhatMakesItXades_isRefused() {
        Answer answer = post(signature().certificateProperty("").enveloped(request(nip)));
        assertRefused(answer, 9105, "no signing certificate");
        assertThat(answer.errorDetail()).as("why").contains("profili");
        assertRefused(signature().withoutSigningTime().enveloped(request(nip)), 9105, "no signing time");
        assertRefused(signature().withoutSignedProperties().enveloped(request(nip)), 9105, "properties not signed");
        assertRefused(signature().withoutKeyInfo().enveloped(request(nip)), 9105, "no certificate");
        assertRefused(
                signature().claiming(TestSigner.seal(nip())).enveloped(request(nip)),
                9105,
                "properties of another certificate");
    }

    @Test
    void certificate_replacedAfterSigning_isRefused() throws Exception {
        String signed = text(signature().enveloped(request(nip)));
        String other = Base64.getMimeEncoder()
                .encodeToString(TestSigner.seal(PRETENDED).certificate().getEncoded());

        String forged = signed.replaceAll(
                "(?s)<ds:X509Certificate>.*</ds:X509Certificate>",
                "<ds:X509Certificate>" + other + "</ds:X509Certificate>");

        assertRefused(bytes(forged), 9105, "somebody else's certificate with the same key");
    }

    @Test
    void document_withoutSignature_isRefused() {
        assertRefused(bytes(request(nip)), 9102, "not signed");
    }

    @Test
    void document_withTwoSignatures_isRefused() {
        byte[] once = signature().enveloped(request(nip));

        assertRefused(
                TestSignature.changed(once, xml -> {
                    Element signature = element(xml, "Signature");
                    xml.getDocumentElement().appendChild(signature.cloneNode(true));
                }),
                9103,
                "two signatures");
    }

    @Test
    void signature_besideTheRequest_isRefused() {
        assertRefused(signature().detached(request(nip)), 9104, "detached");
    }

    @Test
    void request_wrappedAroundTheSignedOne_isRefused() {
        byte[] signed = signature().enveloped(request(nip));

        byte[] wrapped = TestSignature.changed(signed, xml -> {
            Element original = xml.getDocumentElement();
            Element forged = TestSignature.parse(request(PRETENDED)).getDocumentElement();
            Element root = (Element) xml.importNode(forged, true);
            xml.replaceChild(root, original);
            root.appendChild(original);
        });

        assertRefused(wrapped, 9104, "the signature no longer stands below the root");
    }

    @Test
    void request_besideTheSignedObject_isNotRead() {
        byte[] signed = signature().enveloping(request(nip));

        byte[] wrapped = TestSignature.changed(signed, xml -> {
            Element signature = xml.getDocumentElement();
            Element object = xml.createElementNS(signature.getNamespaceURI(), "ds:Object");
            Element forged = TestSignature.parse(request(PRETENDED)).getDocumentElement();
            object.appendChild(xml.importNode(forged, true));
            signature.insertBefore(object, signature.getLastChild());
        });

        Answer answer = post(wrapped);
        assertThat(code(status(answer))).as("the signed one counts").isEqualTo(200);
        String claims = answer.json()
                .path("authenticationToken")
                .path("token")
                .stringValue()
                .split("\\.")[1];
        assertThat(text(Base64.getUrlDecoder().decode(claims)))
                .as("whom the login acts for")
                .contains(nip)
                .doesNotContain(PRETENDED);
    }

    @Test
    void identifier_usedTwice_isRefused() {
        byte[] signed = signature().enveloping(request(nip));

        byte[] wrapped = TestSignature.changed(signed, xml -> {
            Element signature = xml.getDocumentElement();
            Element object = xml.createElementNS(signature.getNamespaceURI(), "ds:Object");
            object.setAttributeNS(null, "Id", "Request");
            Element forged = TestSignature.parse(request(PRETENDED)).getDocumentElement();
            object.appendChild(xml.importNode(forged, true));
            signature.insertBefore(object, signature.getLastChild());
        });

        assertRefused(wrapped, 9105, "two objects of one name");
    }

    @Test
    void request_aroundAnEnvelopingSignature_isRefused() {
        byte[] signed = signature().enveloping(request(nip));

        byte[] wrapped = TestSignature.changed(signed, xml -> {
            Element signature = xml.getDocumentElement();
            Element forged = TestSignature.parse(request(PRETENDED)).getDocumentElement();
            Element root = (Element) xml.importNode(forged, true);
            xml.replaceChild(root, signature);
            root.appendChild(signature);
        });

        assertRefused(wrapped, 9104, "signed is what hides in the signature");
    }

    @Test
    void document_withDocumentType_isRefused() {
        String signed = text(signature().enveloped(request(nip)));

        assertRefused(bytes("<!DOCTYPE AuthTokenRequest [<!ENTITY a \"b\">]>" + signed), 9101, "a document type");
    }

    @Test
    void document_thatIsNoXml_isRefused() {
        assertRefused(bytes("<AuthTokenRequest>"), 21001, "no end");
        assertRefused(new byte[0], 21001, "nothing");
    }

    @Test
    void document_inAnotherEncoding_isRefused() {
        Charset polish = Charset.forName("windows-1250");
        String declared = "<?xml version=\"1.0\" encoding=\"windows-1250\"?>";
        String signed = text(signature().enveloped(request(nip)));

        assertRefused((declared + signed).getBytes(polish), 21217, "another encoding declared");
        assertRefused(("<!-- Łódź -->" + signed).getBytes(polish), 21217, "no UTF-8");
        assertSignedIn(
                bytes("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>" + signed),
                "a mark and small letters are fine");
    }

    @Test
    void contentType_other_isUnsupported() {
        byte[] signed = signature().enveloped(request(nip));

        Answer text = client().send("POST", "/auth/xades-signature", "", signed, Map.of("Content-Type", "text/xml"));
        Answer none = client().send("POST", "/auth/xades-signature", "", signed, Map.of());

        assertThat(text.status()).as("text/xml").isEqualTo(415);
        assertThat(none.status()).as("none").isEqualTo(415);
    }

    private static Element element(Document document, String name) {
        return (Element) document.getElementsByTagNameNS(TestSignature.DSIG.get("ds"), name)
                .item(0);
    }

    private static String der(String rawValue) {
        byte[] raw = Base64.getMimeDecoder().decode(rawValue);
        try {
            byte[] der = StandardDSAEncoding.INSTANCE.encode(
                    BigInteger.ONE.shiftLeft(256), new BigInteger(1, raw, 0, 32), new BigInteger(1, raw, 32, 32));
            return Base64.getEncoder().encodeToString(der);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
