package dev.ksef.signature;

import java.util.ArrayList;
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
 * What a signature says it covers. Signature wrapping leaves a good signature over something that nobody reads, so the
 * root must be what one of the references names, and no reference may lead out of the document, name an Id that occurs
 * twice, or cut pieces out by an expression.
 */
final class SignedReferences {

    static final Set<String> HARMLESS_TRANSFORMS = Set.of(
            Transform.ENVELOPED,
            CanonicalizationMethod.INCLUSIVE,
            CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
            CanonicalizationMethod.INCLUSIVE_11,
            CanonicalizationMethod.INCLUSIVE_11_WITH_COMMENTS,
            CanonicalizationMethod.EXCLUSIVE,
            CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS);

    /** Each is looked for in the whole document: without a limit, a small one could keep us busy for long. */
    private static final int MOST_REFERENCES = 10;

    private final XmlSignature signature;
    private final List<Element> references;
    private final List<String> unsafe = new ArrayList<>();

    SignedReferences(XmlSignature signature) {
        this.signature = signature;
        this.references = signature.references();
        if (references.size() > MOST_REFERENCES) {
            unsafe.add("The signature has " + references.size() + " references, and a UPO's has two");
        } else {
            references.forEach(this::examine);
        }
        if (signature.leadsElsewhere()) {
            unsafe.add("The signature refers to a manifest, or to a key that stands elsewhere");
        }
    }

    List<String> findings() {
        var findings = new ArrayList<>(unsafe);
        if (!coverRoot()) {
            findings.add("The signature does not cover the root element as a whole");
        }
        return findings;
    }

    boolean areSafeToFollow() {
        return unsafe.isEmpty();
    }

    /** Whether one names the whole document, or the root by its Id, and leaves nothing out but the signature. */
    boolean coverRoot() {
        return unsafe.isEmpty() && references.stream().anyMatch(this::coversRoot);
    }

    private boolean coversRoot(Element reference) {
        String target = reference.getAttribute("URI");
        return reference.hasAttribute("URI")
                && algorithms(reference).contains(Transform.ENVELOPED)
                && (target.isEmpty() || hasId(signature.root(), target.substring(1)));
    }

    private void examine(Element reference) {
        String target = reference.getAttribute("URI");
        if (!reference.hasAttribute("URI") || !target.isEmpty() && !namesOneElement(target, signature.root())) {
            unsafe.add("A reference of the signature names nothing in this document, or more than one element");
        }
        if (!HARMLESS_TRANSFORMS.containsAll(algorithms(reference))) {
            unsafe.add("A reference of the signature transforms what it covers in a way that could leave parts out");
        }
    }

    static boolean namesOneElement(String target, Element root) {
        if (!target.startsWith("#") || target.length() == 1) {
            return false;
        }
        String id = target.substring(1);
        var document = root.getOwnerDocument();
        return XmlSignature.elements(document.getElementsByTagNameNS("*", "*"))
                        .filter(element -> hasId(element, id))
                        .count()
                == 1;
    }

    static Stream<Element> transforms(Element reference) {
        return XmlSignature.children(reference, "Transforms")
                .flatMap(transforms -> XmlSignature.children(transforms, "Transform"));
    }

    private static List<String> algorithms(Element reference) {
        return transforms(reference)
                .map(transform -> transform.getAttribute("Algorithm"))
                .toList();
    }

    /** Without a schema any attribute called id may serve as one, in whatever case. */
    static boolean hasId(Element element, String id) {
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
