package dev.ksef.signature.testing;

import dev.ksef.model.Upo;
import dev.ksef.signature.internal.XmlElements;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Signs a document as the Ministry signs a UPO: enveloped, Canonical XML 1.0, RSA with SHA-256, XAdES 1.3.2 with
 * the time and the first form of the signing certificate; by the JDK, so that DSS does not check its own work.
 */
public final class JdkXadesBuilder {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";

    private final XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    private final Document document;
    private final KeyHolder signer;
    private final List<Reference> references = new ArrayList<>();
    private String time = "2026-06-29T20:12:27.656+02:00";
    private String propertiesUri = "#SignedProperties";
    private String propertiesType = SIGNED_PROPERTIES;
    private String method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private boolean naming = true;
    private boolean keyInfoOnly;
    private boolean plain;
    private X509Certificate named;

    private JdkXadesBuilder(String xml, KeyHolder signer) {
        this.document = parsed(xml);
        this.signer = signer;
        this.named = signer.certificate();
    }

    /** A document whose whole root is signed. */
    public static JdkXadesBuilder of(String xml, KeyHolder signer) throws Exception {
        return new JdkXadesBuilder(xml, signer).covering("", DigestMethod.SHA256);
    }

    /** A document where nothing but what is added is signed. */
    public static JdkXadesBuilder ofParts(String xml, KeyHolder signer) {
        return new JdkXadesBuilder(xml, signer);
    }

    public JdkXadesBuilder covering(String target, String digest) throws Exception {
        return covering(target, digest, List.of(enveloped()));
    }

    /** Leaves out of what is signed whatever the expression does not select. */
    public JdkXadesBuilder coveringWhere(String expression) throws Exception {
        var filter = new XPathFilterParameterSpec(expression, Map.of());
        return covering("", DigestMethod.SHA256, List.of(enveloped(), factory.newTransform(Transform.XPATH, filter)));
    }

    private JdkXadesBuilder covering(String target, String digest, List<Transform> transforms) throws Exception {
        references.add(factory.newReference(target, factory.newDigestMethod(digest, null), transforms, null, null));
        return this;
    }

    public JdkXadesBuilder at(String signingTime) {
        time = signingTime;
        return this;
    }

    /** Without saying when. */
    public JdkXadesBuilder timeless() {
        time = "";
        return this;
    }

    /** Without the certificate in the signature. */
    public JdkXadesBuilder nameless() {
        naming = false;
        return this;
    }

    /** With the certificate in KeyInfo, and not named in the properties. */
    public JdkXadesBuilder withKeyInfoOnly() {
        keyInfoOnly = true;
        return this;
    }

    /** Naming another certificate in the properties than stands in KeyInfo. */
    public JdkXadesBuilder naming(X509Certificate another) {
        named = another;
        return this;
    }

    /** With a reference of another kind in the place of the one to the properties. */
    public JdkXadesBuilder propertiesReference(String uri, String type) {
        propertiesUri = uri;
        propertiesType = type;
        return this;
    }

    /** With a value by another algorithm. */
    public JdkXadesBuilder by(String signatureMethod) {
        method = signatureMethod;
        return this;
    }

    /** Without anything of XAdES. */
    public JdkXadesBuilder plain() {
        plain = true;
        return this;
    }

    public Upo upo() throws Exception {
        return Upo.of(xml().getBytes(StandardCharsets.UTF_8));
    }

    public String xml() throws Exception {
        Element properties = properties();
        if (!plain) {
            references.add(propertiesReference());
        }
        var signedInfo = factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.INCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(method, null),
                references);
        var keys = factory.getKeyInfoFactory();
        var keyInfo = keys.newKeyInfo(List.of(keys.newX509Data(List.of(signer.certificate()))));
        var object = factory.newXMLObject(List.of(new DOMStructure(properties)), null, null, null);
        var context = new DOMSignContext(signer.keys().getPrivate(), document.getDocumentElement());
        context.setIdAttributeNS((Element) properties.getFirstChild(), null, "Id");
        identify(context, document.getDocumentElement());
        factory.newXMLSignature(
                        signedInfo, naming ? keyInfo : null, plain ? List.of() : List.of(object), "Signature", null)
                .sign(context);
        return serialized();
    }

    private Reference propertiesReference() throws Exception {
        return factory.newReference(
                propertiesUri,
                factory.newDigestMethod(DigestMethod.SHA256, null),
                List.of(factory.newTransform(CanonicalizationMethod.INCLUSIVE, (TransformParameterSpec) null)),
                propertiesType,
                null);
    }

    private static void identify(DOMSignContext context, Element element) {
        XmlElements.in(element.getElementsByTagName("*"))
                .filter(inside -> inside.hasAttribute("Id"))
                .forEach(inside -> context.setIdAttributeNS(inside, null, "Id"));
        if (element.hasAttribute("Id")) {
            context.setIdAttributeNS(element, null, "Id");
        }
    }

    private Element properties() throws Exception {
        Element qualifying = document.createElementNS(XADES, "xades:QualifyingProperties");
        // The canonical form has declarations only where the tree has them, and the text would get them all the same.
        qualifying.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xades", XADES);
        qualifying.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:ds", XMLSignature.XMLNS);
        qualifying.setAttribute("Target", "#Signature");
        Element signed = child(qualifying, "SignedProperties");
        signed.setAttribute("Id", "SignedProperties");
        Element ofSignature = child(signed, "SignedSignatureProperties");
        if (!time.isEmpty()) {
            child(ofSignature, "SigningTime").setTextContent(time);
        }
        if (naming && !keyInfoOnly) {
            certificate(child(child(ofSignature, "SigningCertificate"), "Cert"));
        }
        return qualifying;
    }

    private void certificate(Element cert) throws Exception {
        Element digest = child(cert, "CertDigest");
        ds(digest, "DigestMethod").setAttribute("Algorithm", DigestMethod.SHA256);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(named.getEncoded());
        ds(digest, "DigestValue").setTextContent(Base64.getEncoder().encodeToString(hash));
        Element issuer = child(cert, "IssuerSerial");
        ds(issuer, "X509IssuerName")
                .setTextContent(named.getIssuerX500Principal().getName());
        ds(issuer, "X509SerialNumber").setTextContent(named.getSerialNumber().toString());
    }

    private Element child(Element parent, String name) {
        return (Element) parent.appendChild(document.createElementNS(XADES, "xades:" + name));
    }

    private Element ds(Element parent, String name) {
        return (Element) parent.appendChild(document.createElementNS(XMLSignature.XMLNS, "ds:" + name));
    }

    private Transform enveloped() throws Exception {
        return factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null);
    }

    private String serialized() throws Exception {
        var bytes = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(bytes));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Document parsed(String xml) {
        try {
            var factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }
}
