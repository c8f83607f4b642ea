package dev.ksef.signature;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A {@code ds:Signature} as an element among others: where it stands and what it holds, before anything is computed.
 *
 * @param element the element
 */
record XmlSignature(Element element) {

    private static final int SHORTEST_HASH_BYTES = 20;
    static final String XADES = "http://uri.etsi.org/01903/";

    /** All signatures, wherever in the document they hide. */
    static List<Element> allIn(Document document) {
        return elements(document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature"))
                .toList();
    }

    Element root() {
        return element.getOwnerDocument().getDocumentElement();
    }

    List<Element> references() {
        return children(element, "SignedInfo")
                .flatMap(signedInfo -> children(signedInfo, "Reference"))
                .toList();
    }

    List<String> misplacements() {
        var found = new ArrayList<String>();
        if (element.getParentNode() != root()) {
            found.add("The signature is not a child of the root element, as it is in a UPO");
        }
        if (children(element, "SignedInfo").count() != 1) {
            found.add("The signature has not exactly one SignedInfo");
        }
        if (elements(element.getElementsByTagNameNS("*", "*")).anyMatch(XmlSignature::isForeign)) {
            found.add("The signature holds content that is not part of a signature and that nothing signs");
        }
        if (signedProperties() > 1) {
            found.add("The signature has signed properties more than once, and only one of them can be signed");
        }
        return found;
    }

    /**
     * Whether its value and all its digests could be what they stand for, rather than placeholders: Base64 of at least the
     * length of the shortest hash, and not of one character throughout.
     */
    boolean isSubstantial() {
        var values = Stream.concat(
                        children(element, "SignatureValue"),
                        references().stream().flatMap(reference -> children(reference, "DigestValue")))
                .toList();
        return values.size() == 1 + references().size()
                && !references().isEmpty()
                && values.stream().allMatch(XmlSignature::isSubstantial);
    }

    private static boolean isSubstantial(Element value) {
        String base64 = value.getTextContent().replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(base64).length >= SHORTEST_HASH_BYTES
                    && base64.replace("=", "").chars().distinct().count() > 1;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private long signedProperties() {
        return elements(element.getElementsByTagNameNS("*", "SignedProperties")).count();
    }

    /** Whether it refers to more than its own references say: lists and keys that stand elsewhere. */
    boolean leadsElsewhere() {
        return Stream.of("Manifest", "RetrievalMethod")
                .anyMatch(name ->
                        element.getElementsByTagNameNS(XMLSignature.XMLNS, name).getLength() > 0);
    }

    /** The elements below the given one, of the namespace of signatures and with the given name. */
    static Stream<Element> children(Element parent, String name) {
        return elements(parent.getChildNodes())
                .filter(child ->
                        XMLSignature.XMLNS.equals(child.getNamespaceURI()) && name.equals(child.getLocalName()));
    }

    static Stream<Element> elements(NodeList nodes) {
        var elements = new ArrayList<Element>(nodes.getLength());
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element found) {
                elements.add(found);
            }
        }
        return elements.stream();
    }

    /** A second UPO inside the signature is covered by nothing, and careless readers would find it. */
    private static boolean isForeign(Element inside) {
        String namespace = String.valueOf(inside.getNamespaceURI());
        return !namespace.equals(XMLSignature.XMLNS) && !namespace.startsWith(XADES);
    }
}
