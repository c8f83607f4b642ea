package dev.ksef.signature.request;

import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.signature.internal.ReferenceElement;
import dev.ksef.signature.internal.SignatureElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.Transform;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Checks that the signature stands in or around the request, as KSeF demands, and covers it as a whole. */
final class CoverageCheck {

    /** The target of each is searched in the whole document. */
    private static final int MOST_REFERENCES = 20;

    /** Expressions that leave out signatures and nothing else, without white space and prefix. */
    private static final Set<String> WITHOUT_SIGNATURES = Set.of(
            "not(ancestor-or-self::Signature)",
            "/descendant::Signature",
            "//Signature",
            "/descendant-or-self::Signature");

    private final SignatureElement signature;
    private final @Nullable SignedRequest request;
    private final List<ReferenceElement> references;
    private final List<String> elsewhere = new ArrayList<>();
    private boolean cutsPieces;

    CoverageCheck(SignatureElement signature, @Nullable SignedRequest request) {
        this.signature = signature;
        this.request = request;
        this.references = signature.references();
        if (references.size() > MOST_REFERENCES) {
            elsewhere.add("The signature has " + references.size() + " references, and two are usual");
        } else {
            references.forEach(this::examine);
        }
        if (signature.isLaborious()) {
            elsewhere.add("The signature has more elements or transforms, or longer texts, than anybody needs");
        }
        if (signature.leadsElsewhere()) {
            elsewhere.add("The signature refers to a manifest, or to a key that stands elsewhere");
        }
    }

    private void examine(ReferenceElement reference) {
        if (!reference.isUnambiguous()) {
            elsewhere.add("A reference of the signature names nothing in this document, or more than one element: the"
                    + " signature is detached, or an Id stands twice");
        }
        cutsPieces |= !reference.transforms().allMatch(CoverageCheck::isHarmless);
    }

    private static boolean isHarmless(Element transform) {
        String algorithm = transform.getAttribute("Algorithm");
        return ReferenceElement.HARMLESS_TRANSFORMS.contains(algorithm)
                || algorithm.equals(Transform.BASE64)
                || removesSignatures(transform);
    }

    private static boolean removesSignatures(Element transform) {
        String algorithm = transform.getAttribute("Algorithm");
        String filter = transform.getElementsByTagNameNS("*", "XPath").getLength() == 1
                ? transform.getElementsByTagNameNS("*", "XPath").item(0).getTextContent()
                : "";
        return algorithm.equals(Transform.ENVELOPED)
                || Set.of(Transform.XPATH, Transform.XPATH2).contains(algorithm)
                        && WITHOUT_SIGNATURES.contains(
                                filter.replaceAll("\\s", "").replaceAll("(::|//)[\\w-]+:(?=Signature)", "$1"));
    }

    /** Tells whether the references may be followed: none leads elsewhere or leaves parts out. */
    boolean isSafeToFollow() {
        return elsewhere.isEmpty() && !cutsPieces;
    }

    void reportTo(SignatureDiagnosis diagnosis) {
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

    private boolean coversRoot(ReferenceElement reference) {
        return reference.transforms().anyMatch(CoverageCheck::removesSignatures)
                && (reference.namesWholeDocument() || reference.names(signature.root()));
    }

    /** A transform that removes signatures would leave nothing of a request inside one. */
    private boolean coversPart(ReferenceElement reference, SignedRequest wanted) {
        boolean decodes = reference.transformAlgorithms().contains(Transform.BASE64);
        return decodes == wanted.isInBase64()
                && reference.transforms().noneMatch(CoverageCheck::removesSignatures)
                && upToSignature(wanted.carrier()).anyMatch(reference::names);
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
