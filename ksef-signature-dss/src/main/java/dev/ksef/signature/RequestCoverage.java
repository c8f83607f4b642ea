package dev.ksef.signature;

import dev.ksef.model.finding.SignatureFinding.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.Transform;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whether the signature stands in or around the request, as KSeF takes it, and covers it as a whole. */
final class RequestCoverage {

    /** Each is looked for in the whole document. */
    private static final int MOST_REFERENCES = 20;

    /** All of them leave out signatures and nothing else; prefix and white space are the signer's choice. */
    private static final Set<String> WITHOUT_SIGNATURES = Set.of(
            "not(ancestor-or-self::Signature)",
            "/descendant::Signature",
            "//Signature",
            "/descendant-or-self::Signature");

    private final XmlSignature signature;
    private final @Nullable SignedRequest request;
    private final List<Element> references;
    private final List<String> elsewhere = new ArrayList<>();
    private boolean cutsPieces;

    RequestCoverage(XmlSignature signature, @Nullable SignedRequest request) {
        this.signature = signature;
        this.request = request;
        this.references = signature.references();
        if (references.size() > MOST_REFERENCES) {
            elsewhere.add("The signature has " + references.size() + " references, and two are usual");
        } else {
            references.forEach(this::examine);
        }
        if (signature.leadsElsewhere()) {
            elsewhere.add("The signature refers to a manifest, or to a key that stands elsewhere");
        }
    }

    boolean isSafeToFollow() {
        return elsewhere.isEmpty() && !cutsPieces;
    }

    void into(Diagnosis diagnosis) {
        elsewhere.forEach(sentence -> diagnosis.add(Cause.PACKAGING, sentence));
        if (cutsPieces) {
            diagnosis.add(Cause.ALGORITHM, "A transform cuts out more than the signature, or is none that KSeF takes");
        }
        if (isSafeToFollow() && request != null && !covers(request)) {
            diagnosis.add(
                    Cause.PACKAGING,
                    isDetached(request)
                            ? "The signature stands beside the request, neither in it nor around it"
                            : "No reference of the signature covers the AuthTokenRequest as a whole");
        }
    }

    private void examine(Element reference) {
        String target = reference.getAttribute("URI");
        if (!reference.hasAttribute("URI")
                || !target.isEmpty() && !SignedReferences.namesOneElement(target, signature.root())) {
            elsewhere.add("A reference of the signature names nothing in this document, or more than one element: the"
                    + " signature is detached, or an Id stands twice");
        }
        cutsPieces |= !SignedReferences.transforms(reference).allMatch(RequestCoverage::isHarmless);
    }

    private static boolean isHarmless(Element transform) {
        String algorithm = transform.getAttribute("Algorithm");
        return SignedReferences.HARMLESS_TRANSFORMS.contains(algorithm)
                || algorithm.equals(Transform.BASE64)
                || cutsSignatures(transform);
    }

    private static boolean cutsSignatures(Element transform) {
        String algorithm = transform.getAttribute("Algorithm");
        String filter = transform.getElementsByTagNameNS("*", "XPath").getLength() == 1
                ? transform.getElementsByTagNameNS("*", "XPath").item(0).getTextContent()
                : "";
        return algorithm.equals(Transform.ENVELOPED)
                || Set.of(Transform.XPATH, Transform.XPATH2).contains(algorithm)
                        && WITHOUT_SIGNATURES.contains(
                                filter.replaceAll("\\s", "").replaceAll("(::|//)[\\w-]+:(?=Signature)", "$1"));
    }

    private boolean isDetached(SignedRequest wanted) {
        return !contains(wanted.carrier(), signature.element()) && !contains(signature.element(), wanted.carrier());
    }

    private boolean covers(SignedRequest wanted) {
        Element carrier = wanted.carrier();
        boolean enveloping = contains(signature.element(), carrier);
        boolean enveloped = carrier == signature.root() && contains(carrier, signature.element());
        return references.stream()
                .anyMatch(
                        reference -> enveloped && coversRoot(reference) || enveloping && coversPart(reference, wanted));
    }

    private boolean coversRoot(Element reference) {
        String target = reference.getAttribute("URI");
        return SignedReferences.transforms(reference).anyMatch(RequestCoverage::cutsSignatures)
                && (target.isEmpty() || SignedReferences.hasId(signature.root(), target.substring(1)));
    }

    /** What cuts signatures out would leave nothing of what stands in one. */
    private boolean coversPart(Element reference, SignedRequest wanted) {
        String target = reference.getAttribute("URI");
        boolean decodes = SignedReferences.transforms(reference)
                .anyMatch(transform -> transform.getAttribute("Algorithm").equals(Transform.BASE64));
        return !target.isEmpty()
                && decodes == wanted.isInBase64()
                && SignedReferences.transforms(reference).noneMatch(RequestCoverage::cutsSignatures)
                && upToSignature(wanted.carrier())
                        .anyMatch(element -> SignedReferences.hasId(element, target.substring(1)));
    }

    private Stream<Element> upToSignature(Element from) {
        List<Element> path = new ArrayList<>();
        for (Node at = from; at instanceof Element element && at != signature.element(); at = at.getParentNode()) {
            path.add(element);
        }
        return path.stream();
    }

    private static boolean contains(Element outer, Element inner) {
        for (Node at = inner.getParentNode(); at != null; at = at.getParentNode()) {
            if (at == outer) {
                return true;
            }
        }
        return false;
    }
}
