package dev.ksef.simulator.client;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilter2ParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.crypto.dsig.spec.XPathType;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Signs documents with the JDK, rightly unless it is told otherwise. */
public final class TestSignature {

    public static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    public static final String ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    public static final Map<String, String> DSIG = Map.of("ds", "http://www.w3.org/2000/09/xmldsig#");
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";

    /** A transform and its parameters. */
    public record Step(String algorithm, TransformParameterSpec parameters) {

        public static Step of(String algorithm) {
            return new Step(algorithm, null);
        }

        public static Step xpath(String expression) {
            return new Step(Transform.XPATH, new XPathFilterParameterSpec(expression, DSIG));
        }

        /** The prefix is {@code sig}, since the JDK takes {@code ds} for the filter itself. */
        public static Step subtract(String expression) {
            return new Step(
                    Transform.XPATH2,
                    new XPathFilter2ParameterSpec(List.of(
                            new XPathType(expression, XPathType.Filter.SUBTRACT, Map.of("sig", DSIG.get("ds"))))));
        }
    }

    private final XMLSignatureFactory xml = XMLSignatureFactory.getInstance("DOM");
    private final TestSigner signer;
    private String method;
    private String digest = DigestMethod.SHA256;
    private String canonicalization = CanonicalizationMethod.EXCLUSIVE;
    private List<Step> steps = List.of(Step.of(Transform.ENVELOPED), Step.of(CanonicalizationMethod.EXCLUSIVE));
    private String certificateProperty = "SigningCertificate";
    private String certificateDigest = DigestMethod.SHA256;
    private TestSigner claimed;
    private boolean signingTime = true;
    private boolean propertiesSigned = true;
    private boolean keyInfo = true;

    public TestSignature(TestSigner signer) {
        this.signer = signer;
        this.claimed = signer;
        this.method = signer.keys().getPrivate().getAlgorithm().equals("RSA") ? RSA_SHA256 : ECDSA_SHA256;
    }

    public TestSignature method(String uri) {
        this.method = uri;
        return this;
    }

    public TestSignature digest(String uri) {
        this.digest = uri;
        return this;
    }

    public TestSignature canonicalization(String uri) {
        this.canonicalization = uri;
        return this;
    }

    public TestSignature steps(Step... transforms) {
        this.steps = List.of(transforms);
        return this;
    }

    /** The name of the signed property with the certificate, or nothing for none. */
    public TestSignature certificateProperty(String name) {
        this.certificateProperty = name;
        return this;
    }

    public TestSignature certificateDigest(String uri) {
        this.certificateDigest = uri;
        return this;
    }

    /** Whose certificate the signed properties mean. */
    public TestSignature claiming(TestSigner other) {
        this.claimed = other;
        return this;
    }

    public TestSignature withoutSigningTime() {
        this.signingTime = false;
        return this;
    }

    public TestSignature withoutSignedProperties() {
        this.propertiesSigned = false;
        return this;
    }

    public TestSignature withoutKeyInfo() {
        this.keyInfo = false;
        return this;
    }

    /** The signature as the last child of the root. */
    public byte[] enveloped(String content) {
        Document document = parse(content);
        sign(document, document.getDocumentElement(), "", steps, List.of());
        return bytes(document);
    }

    /** The signature around the document. */
    public byte[] enveloping(String content) {
        Document document = parse("<holder/>");
        DOMStructure inside =
                new DOMStructure(document.importNode(parse(content).getDocumentElement(), true));
        XMLObject object = xml.newXMLObject(List.of(inside), "Request", null, null);
        return around(document, object, List.of(Step.of(CanonicalizationMethod.EXCLUSIVE)));
    }

    /** The signature around the document in Base64. */
    public byte[] envelopingBase64(String content) {
        Document document = parse("<holder/>");
        String encoded = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        DOMStructure inside = new DOMStructure(document.createTextNode(encoded));
        XMLObject object = xml.newXMLObject(List.of(inside), "Request", "text/xml", Transform.BASE64);
        return around(document, object, List.of(Step.of(Transform.BASE64)));
    }

    /** The signature beside the document, both below another element. */
    public byte[] detached(String content) {
        Document document =
                parse("<Both>" + content.replace("<AuthTokenRequest", "<AuthTokenRequest Id=\"Request\"") + "</Both>");
        ((Element) document.getDocumentElement().getFirstChild()).setIdAttribute("Id", true);
        sign(
                document,
                document.getDocumentElement(),
                "#Request",
                List.of(Step.of(CanonicalizationMethod.EXCLUSIVE)),
                List.of());
        return bytes(document);
    }

    private byte[] around(Document document, XMLObject object, List<Step> transforms) {
        Element holder = document.getDocumentElement();
        sign(document, holder, "#Request", transforms, List.of(object));
        Document signature = parse("<x/>");
        signature.replaceChild(signature.importNode(holder.getFirstChild(), true), signature.getDocumentElement());
        return bytes(signature);
    }

    private void sign(Document document, Element parent, String uri, List<Step> transforms, List<XMLObject> objects) {
        try {
            Element qualifying = qualifying(document);
            DOMSignContext context = new DOMSignContext(signer.keys().getPrivate(), parent);
            context.setDefaultNamespacePrefix("ds");
            context.setIdAttributeNS((Element) qualifying.getFirstChild(), null, "Id");
            List<Reference> references = new ArrayList<>();
            references.add(reference(uri, transforms, null));
            if (propertiesSigned) {
                references.add(reference(
                        "#Properties", List.of(Step.of(CanonicalizationMethod.EXCLUSIVE)), SIGNED_PROPERTIES));
            }
            List<XMLObject> all = new ArrayList<>(objects);
            all.add(xml.newXMLObject(List.of(new DOMStructure(qualifying)), null, null, null));
            xml.newXMLSignature(
                            xml.newSignedInfo(
                                    xml.newCanonicalizationMethod(canonicalization, (C14NMethodParameterSpec) null),
                                    xml.newSignatureMethod(method, null),
                                    references),
                            keyInfo ? keyInfo() : null,
                            all,
                            "Signature",
                            null)
                    .sign(context);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Reference reference(String uri, List<Step> transforms, String type) throws Exception {
        List<Transform> made = new ArrayList<>();
        for (Step step : transforms) {
            made.add(xml.newTransform(step.algorithm(), step.parameters()));
        }
        return xml.newReference(uri, xml.newDigestMethod(digest, null), made, type, null);
    }

    private KeyInfo keyInfo() {
        KeyInfoFactory factory = xml.getKeyInfoFactory();
        return factory.newKeyInfo(List.of(factory.newX509Data(List.of(signer.certificate()))));
    }

    private Element qualifying(Document document) throws Exception {
        byte[] certificate = MessageDigest.getInstance(
                        certificateDigest.equals(DigestMethod.SHA1) ? "SHA-1" : "SHA-256")
                .digest(claimed.certificate().getEncoded());
        String property = certificateProperty.isEmpty()
                ? ""
                : "<x:%1$s><x:Cert><x:CertDigest><ds:DigestMethod Algorithm=\"%2$s\"/><ds:DigestValue>%3$s</ds:DigestValue></x:CertDigest></x:Cert></x:%1$s>"
                        .formatted(
                                certificateProperty,
                                certificateDigest,
                                Base64.getEncoder().encodeToString(certificate));
        String text = "<x:QualifyingProperties xmlns:x=\"" + XADES + "\" xmlns:ds=\"" + DSIG.get("ds")
                + "\" Target=\"#Signature\"><x:SignedProperties Id=\"Properties\"><x:SignedSignatureProperties>"
                + (signingTime ? "<x:SigningTime>2026-11-23T13:37:21Z</x:SigningTime>" : "") + property
                + "</x:SignedSignatureProperties></x:SignedProperties></x:QualifyingProperties>";
        return (Element) document.importNode(parse(text).getDocumentElement(), true);
    }

    /** The document after a change of its tree, the signature left as it was. */
    public static byte[] changed(byte[] document, Consumer<Document> change) {
        Document parsed = parse(new String(document, StandardCharsets.UTF_8));
        change.accept(parsed);
        return bytes(parsed);
    }

    public static Document parse(String text) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] bytes(Document document) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Transformer copy = TransformerFactory.newDefaultInstance().newTransformer();
            copy.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            copy.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            copy.transform(new DOMSource(document), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
