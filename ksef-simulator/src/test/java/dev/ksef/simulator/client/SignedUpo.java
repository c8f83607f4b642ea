package dev.ksef.simulator.client;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads and verifies a UPO with the JDK alone. */
public record SignedUpo(Document document) {

    private static final String NAMESPACE = "http://upo.schematy.mf.gov.pl/KSeF/v4-3";
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";

    public static SignedUpo read(byte[] bytes) {
        try {
            return new SignedUpo(DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(bytes)));
        } catch (Exception broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    /** The texts of all elements of this name, in order. */
    public List<String> texts(String name) {
        NodeList elements = document.getElementsByTagNameNS(NAMESPACE, name);
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> elements.item(i).getTextContent())
                .toList();
    }

    public Element signature() {
        return (Element) document.getDocumentElement().getLastChild();
    }

    /** Whether the signature is good and its first reference covers the root, the second the signed properties. */
    public boolean valid(X509Certificate certificate) {
        try {
            DOMValidateContext context =
                    new DOMValidateContext(KeySelector.singletonKeySelector(certificate.getPublicKey()), signature());
            context.setIdAttributeNS(xades("SignedProperties"), null, "Id");
            XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            List<Reference> references = signature.getSignedInfo().getReferences();
            return signature.validate(context)
                    && references.get(0).getURI().isEmpty()
                    && references
                            .get(1)
                            .getURI()
                            .equals("#" + xades("SignedProperties").getAttribute("Id"))
                    && certDigest().equals(base64(sha256(certificate.getEncoded())));
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    public String signingTime() {
        return xades("SigningTime").getTextContent();
    }

    private String certDigest() {
        return ((Element) xades("CertDigest").getLastChild()).getTextContent();
    }

    private Element xades(String name) {
        return (Element) document.getElementsByTagNameNS(XADES, name).item(0);
    }

    private static byte[] sha256(byte[] data) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
