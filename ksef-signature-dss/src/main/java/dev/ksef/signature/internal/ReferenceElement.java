package dev.ksef.signature.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/**
 * A {@code ds:Reference}: which part of the document it covers, and through which transforms. Signature wrapping leaves a
 * good signature over a part that nobody reads, so what a reference names is looked at before anything is computed.
 *
 * @param element the element
 */
public record ReferenceElement(Element element) {

    /** Transforms that leave out the signature at most. */
    public static final Set<String> HARMLESS_TRANSFORMS = Set.of(
            Transform.ENVELOPED,
            CanonicalizationMethod.INCLUSIVE,
            CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
            CanonicalizationMethod.INCLUSIVE_11,
            CanonicalizationMethod.INCLUSIVE_11_WITH_COMMENTS,
            CanonicalizationMethod.EXCLUSIVE,
            CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS);

    private static final String URI = "URI";

    /** Tells whether it names the document as a whole. */
    public boolean namesWholeDocument() {
        return element.hasAttribute(URI) && uri().isEmpty();
    }

    /** Tells whether it names this element by its Id. */
    public boolean names(Element candidate) {
        return uri().startsWith("#") && hasId(candidate, uri().substring(1));
    }

    /** Tells whether it names the whole document or exactly one element of it. */
    public boolean isUnambiguous() {
        if (namesWholeDocument()) {
            return true;
        }
        boolean hasFragment = uri().startsWith("#") && uri().length() > 1;
        return hasFragment
                && XmlElements.in(element.getOwnerDocument().getElementsByTagNameNS("*", "*"))
                                .filter(this::names)
                                .count()
                        == 1;
    }

    /** Returns its transforms, in the order in which they are applied. */
    public Stream<Element> transforms() {
        return XmlElements.signatureChildren(element, "Transforms")
                .flatMap(transforms -> XmlElements.signatureChildren(transforms, "Transform"));
    }

    /** Returns the identifiers of its transforms. */
    public List<String> transformAlgorithms() {
        return transforms()
                .map(transform -> transform.getAttribute("Algorithm"))
                .toList();
    }

    private String uri() {
        return element.getAttribute(URI);
    }

    /** Without a schema any attribute called id may serve as one, in upper or lower case. */
    private static boolean hasId(Element element, String id) {
        if (!element.hasAttributes()) {
            return false;
        }
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            String name = String.valueOf(attribute.getLocalName()).toLowerCase(Locale.ROOT);
            if (name.equals("id") && attribute.getValue().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
