package dev.ksef.signature.internal;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A {@code ds:Signature}: where it stands and what it holds, before anything is computed.
 *
 * @param element the element
 */
public record SignatureElement(Element element) {

    /** How the namespaces of all versions of XAdES begin. */
    public static final String XADES_NAMESPACES = "http://uri.etsi.org/01903/";

    private static final int SHORTEST_HASH_BYTES = 20;
    /** DSS looks for many of them by paths from the beginning of the document. Usual are 40. */
    private static final int MOST_ELEMENTS = 200;

    private static final int MOST_NAMED_CERTIFICATES = 10;
    /** Two references have four at most. */
    private static final int MOST_TRANSFORMS = 10;

    private static final int LONGEST_PREFIX_LIST = 1_000;
    /** Numbers, dates and names that are parsed whole. */
    private static final List<String> SHORT_TEXTS =
            List.of("X509SerialNumber", "X509IssuerName", "IssuerSerialV2", "SigningTime", "HMACOutputLength");

    private static final int LONGEST_SHORT_TEXT = 4_000;

    /** Returns all signatures, wherever in the document they stand. */
    public static List<SignatureElement> allIn(Document document) {
        return XmlElements.in(document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature"))
                .map(SignatureElement::new)
                .toList();
    }

    /** Returns the root element of the document. */
    public Element root() {
        return element.getOwnerDocument().getDocumentElement();
    }

    /** Returns the references of its {@code SignedInfo}. */
    public List<ReferenceElement> references() {
        return XmlElements.signatureChildren(element, "SignedInfo")
                .flatMap(signedInfo -> XmlElements.signatureChildren(signedInfo, "Reference"))
                .map(ReferenceElement::new)
                .toList();
    }

    /** Returns all elements with this name, whatever their namespace. */
    public Stream<Element> descendants(String name) {
        return XmlElements.in(element.getElementsByTagNameNS("*", name));
    }

    /**
     * Tells whether its value and all its digests are more than placeholders: Base64 of at least the length of the shortest
     * hash, and not of one character throughout.
     */
    public boolean isSubstantial() {
        List<ReferenceElement> references = references();
        List<Element> values = Stream.concat(
                        XmlElements.signatureChildren(element, "SignatureValue"),
                        references.stream()
                                .flatMap(
                                        reference -> XmlElements.signatureChildren(reference.element(), "DigestValue")))
                .toList();
        return !references.isEmpty()
                && values.size() == 1 + references.size()
                && values.stream().allMatch(SignatureElement::isSubstantial);
    }

    /**
     * Tells whether it would take long to compute, because it has more of something than a signature needs: each transform goes through the whole document, and looks at each element for
     * each prefix of its list.
     */
    public boolean isLaborious() {
        return descendants("*").count() > MOST_ELEMENTS
                || descendants("Cert").count() > MOST_NAMED_CERTIFICATES
                || references().stream().flatMap(ReferenceElement::transforms).count() > MOST_TRANSFORMS
                || XmlElements.in(
                                element.getElementsByTagNameNS(CanonicalizationMethod.EXCLUSIVE, "InclusiveNamespaces"))
                        .anyMatch(list -> list.getAttribute("PrefixList").length() > LONGEST_PREFIX_LIST)
                || SHORT_TEXTS.stream()
                        .flatMap(this::descendants)
                        .anyMatch(text -> text.getTextContent().length() > LONGEST_SHORT_TEXT);
    }

    private static boolean isSubstantial(Element value) {
        String base64 = value.getTextContent().replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(base64).length >= SHORTEST_HASH_BYTES
                    && base64.chars().anyMatch(letter -> letter != '=' && letter != base64.charAt(0));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    /** Tells whether it covers or uses what its references do not name: a manifest, or a key that stands elsewhere. */
    public boolean leadsElsewhere() {
        return Stream.of("Manifest", "RetrievalMethod")
                .anyMatch(name ->
                        element.getElementsByTagNameNS(XMLSignature.XMLNS, name).getLength() > 0);
    }
}
