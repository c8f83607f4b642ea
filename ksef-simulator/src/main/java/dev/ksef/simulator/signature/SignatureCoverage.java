package dev.ksef.simulator.signature;

import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.xml.XmlDocumentReader;
import dev.ksef.simulator.xml.XmlElements;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Finds what a signature covers, from its references alone and before anything is verified. The request must be read
 * from the element found here, and from nowhere else.
 */
final class SignatureCoverage {

    private static final String SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";
    private static final String FILTER = "http://www.w3.org/2002/06/xmldsig-filter2";
    private static final Pattern NOT_THE_SIGNATURE = Pattern.compile("not\\(ancestor-or-self::([^:()]+):Signature\\)");
    private static final Pattern THE_SIGNATURE = Pattern.compile("/descendant::([^:()]+):Signature");

    private final SignedDocument signed;
    private final Element properties;
    private final Map<String, Element> byId = new HashMap<>();
    private @Nullable Element request;
    private boolean propertiesCovered;

    private SignatureCoverage(SignedDocument signed, Element properties) {
        this.signed = signed;
        this.properties = properties;
    }

    /**
     * The signed element that holds the request.
     *
     * @throws BadRequest 9104 if the signature covers something else, 9105 if KSeF does not accept its references
     */
    static Element request(SignedDocument signed, Element signedInfo, Element properties) {
        SignatureCoverage references = new SignatureCoverage(signed, properties);
        references.collectIds();
        XmlElements.children(signedInfo, XMLSignature.XMLNS, "Reference").forEach(references::take);
        if (references.request == null) {
            throw notTheRequest();
        }
        if (!references.propertiesCovered) {
            throw SignatureRefusals.unacceptedProfile();
        }
        return references.request;
    }

    /**
     * Collects the elements by identifier. No parser knows which attributes are identifiers, and two elements with the
     * same one could mislead a reader, so they are refused.
     */
    private void collectIds() {
        for (Element element : XmlElements.tree(signed.root())) {
            for (String name : List.of("Id", "ID", "id", "xml:id")) {
                if (element.hasAttribute(name) && byId.put(element.getAttribute(name), element) != null) {
                    throw SignatureRefusals.invalidSignature("Identyfikatory elementów dokumentu powtarzają się.");
                }
            }
            if (element.hasAttributeNS(null, "Id")) {
                element.setIdAttributeNS(null, "Id", true);
            }
        }
    }

    private void take(Element reference) {
        List<Element> transforms = XmlElements.only(reference, XMLSignature.XMLNS, "Transforms")
                .map(list -> XmlElements.children(list, XMLSignature.XMLNS, "Transform"))
                .orElse(List.of());
        String uri = reference.getAttribute("URI");
        if (reference.hasAttribute("URI") && uri.isEmpty()) {
            takeDocument(transforms);
            return;
        }
        Element target = uri.startsWith("#") ? byId.get(uri.substring(1)) : null;
        if (target == null) {
            throw notTheRequest();
        }
        takeElement(reference, target, transforms);
    }

    private void takeElement(Element reference, Element target, List<Element> transforms) {
        if (target == properties) {
            propertiesCovered = reference.getAttribute("Type").equals(SIGNED_PROPERTIES);
            requireCanonical(transforms);
        } else if (signed.enveloping() && target.getParentNode() == signed.signature() && isObject(target)) {
            setRequest(content(target, transforms));
        } else if (target.getParentNode() == signed.signature()) {
            // Whoever signs the key information signs more than must be.
            requireCanonical(transforms);
        } else {
            throw notTheRequest();
        }
    }

    /** Accepts a reference to the whole document but the signature, which must stand right below the root. */
    private void takeDocument(List<Element> transforms) {
        if (signed.enveloping() || signed.signature().getParentNode() != signed.root()) {
            throw notTheRequest();
        }
        List<Element> exclusions = transforms.stream()
                .filter(transform -> SignatureAlgorithms.excludes(algorithm(transform)))
                .toList();
        if (exclusions.size() != 1 || !excludesOnlyTheSignature(exclusions.get(0))) {
            throw SignatureRefusals.unacceptedProfile();
        }
        requireCanonical(transforms.stream()
                .filter(transform -> transform != exclusions.get(0))
                .toList());
        setRequest(signed.root());
    }

    private static boolean excludesOnlyTheSignature(Element transform) {
        return switch (algorithm(transform)) {
            case Transform.ENVELOPED -> true;
            case Transform.XPATH ->
                XmlElements.only(transform, XMLSignature.XMLNS, "XPath")
                        .filter(path -> selects(path, NOT_THE_SIGNATURE))
                        .isPresent();
            default ->
                XmlElements.only(transform, FILTER, "XPath")
                        .filter(path -> path.getAttribute("Filter").equals("subtract"))
                        .filter(path -> selects(path, THE_SIGNATURE))
                        .isPresent();
        };
    }

    private static boolean selects(Element path, Pattern allowed) {
        var matcher = allowed.matcher(path.getTextContent().replaceAll("\\s", ""));
        return matcher.matches() && XMLSignature.XMLNS.equals(path.lookupNamespaceURI(matcher.group(1)));
    }

    private static Element content(Element object, List<Element> transforms) {
        if (transforms.size() == 1 && algorithm(transforms.get(0)).equals(Transform.BASE64)) {
            return XmlDocumentReader.read(decoded(object)).getDocumentElement();
        }
        requireCanonical(transforms);
        List<Element> children = XmlElements.children(object);
        if (children.size() != 1) {
            throw notTheRequest();
        }
        return children.get(0);
    }

    private static byte[] decoded(Element object) {
        try {
            return Base64.getMimeDecoder().decode(object.getTextContent());
        } catch (IllegalArgumentException notBase64) {
            throw BadRequest.unreadable("The signed request is not Base64.");
        }
    }

    private void setRequest(Element found) {
        if (request != null) {
            throw SignatureRefusals.invalidSignature("Podpis obejmuje więcej niż jeden dokument.");
        }
        request = found;
    }

    private static void requireCanonical(List<Element> transforms) {
        if (!transforms.stream().map(SignatureCoverage::algorithm).allMatch(SignatureAlgorithms::canonicalizes)) {
            throw SignatureRefusals.unacceptedProfile();
        }
    }

    private static BadRequest notTheRequest() {
        return SignatureRefusals.requestNotSigned(
                "Podpis nie obejmuje dokumentu AuthTokenRequest, w którym się znajduje.");
    }

    private static boolean isObject(Element element) {
        return XmlElements.named(element, XMLSignature.XMLNS, "Object");
    }

    private static String algorithm(Element transform) {
        return transform.getAttribute("Algorithm");
    }
}
