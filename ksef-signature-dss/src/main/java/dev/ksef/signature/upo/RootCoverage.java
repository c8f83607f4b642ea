package dev.ksef.signature.upo;

import dev.ksef.signature.internal.ReferenceElement;
import dev.ksef.signature.internal.SignatureElement;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.dsig.Transform;

/**
 * Checks that the references of a signature cover the root element. No reference may lead out of the document, name an Id
 * that occurs twice, or cut pieces out by an expression.
 */
final class RootCoverage {

    /** The target of each is searched in the whole document: without a limit, a small document could cost much time. */
    private static final int MOST_REFERENCES = 10;

    private final SignatureElement signature;
    private final List<ReferenceElement> references;
    private final List<String> unsafe = new ArrayList<>();

    RootCoverage(SignatureElement signature) {
        this.signature = signature;
        this.references = signature.references();
        if (references.size() > MOST_REFERENCES) {
            unsafe.add("The signature has " + references.size() + " references, and a UPO's has two");
        } else {
            references.forEach(this::examine);
        }
        if (signature.isLaborious()) {
            unsafe.add("The signature has more elements or transforms, or longer texts, than a UPO's");
        }
        if (signature.leadsElsewhere()) {
            unsafe.add("The signature refers to a manifest, or to a key that stands elsewhere");
        }
    }

    private void examine(ReferenceElement reference) {
        if (!reference.isUnambiguous()) {
            unsafe.add("A reference of the signature names nothing in this document, or more than one element");
        }
        if (!ReferenceElement.HARMLESS_TRANSFORMS.containsAll(reference.transformAlgorithms())) {
            unsafe.add("A reference of the signature transforms what it covers in a way that could leave parts out");
        }
    }

    /** Tells whether the references may be followed: none leads elsewhere or leaves parts out. */
    boolean isSafeToFollow() {
        return unsafe.isEmpty();
    }

    /** Returns what is wrong, a sentence each; empty if the root is covered as a whole. */
    List<String> problems() {
        var problems = new ArrayList<>(unsafe);
        if (!unsafe.isEmpty() || references.stream().noneMatch(this::coversRoot)) {
            problems.add("The signature does not cover the root element as a whole");
        }
        return problems;
    }

    /** Tells whether a reference names the document, or the root by its Id, and leaves out the signature alone. */
    private boolean coversRoot(ReferenceElement reference) {
        return reference.transformAlgorithms().contains(Transform.ENVELOPED)
                && (reference.namesWholeDocument() || reference.names(signature.root()));
    }
}
