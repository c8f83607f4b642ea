package dev.ksef.signature.internal;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Finds elements in a document. */
public final class XmlElements {

    private XmlElements() {}

    /** Returns the elements of a list of nodes, in its order. */
    public static Stream<Element> in(NodeList nodes) {
        // A list of the DOM follows changes of the document, so it is read at once.
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList()
                .stream();
    }

    /** Returns the children with this name in the namespace of XML Signature. */
    public static Stream<Element> signatureChildren(Element parent, String name) {
        return in(parent.getChildNodes())
                .filter(child ->
                        XMLSignature.XMLNS.equals(child.getNamespaceURI()) && name.equals(child.getLocalName()));
    }
}
