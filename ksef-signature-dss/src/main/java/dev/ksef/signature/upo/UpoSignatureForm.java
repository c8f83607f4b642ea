package dev.ksef.signature.upo;

import dev.ksef.signature.internal.SignatureElement;
import dev.ksef.signature.internal.XmlElements;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;

/** The form of a UPO's signature: it is a child of the root, and holds nothing but parts of a signature. */
final class UpoSignatureForm {

    private UpoSignatureForm() {}

    /** Returns what is wrong, a sentence each; empty if nothing is. */
    static List<String> problems(SignatureElement signature) {
        var found = new ArrayList<String>();
        if (signature.element().getParentNode() != signature.root()) {
            found.add("The signature is not a child of the root element, as it is in a UPO");
        }
        if (XmlElements.signatureChildren(signature.element(), "SignedInfo").count() != 1) {
            found.add("The signature has not exactly one SignedInfo");
        }
        if (signature.descendants("*").anyMatch(UpoSignatureForm::isForeign)) {
            found.add("The signature holds content that is not part of a signature and that nothing signs");
        }
        if (signature.descendants("SignedProperties").count() > 1) {
            found.add("The signature has signed properties more than once, and only one of them can be signed");
        }
        return found;
    }

    /** A second UPO inside the signature is covered by no reference, and careless readers would find it. */
    private static boolean isForeign(Element inside) {
        String namespace = String.valueOf(inside.getNamespaceURI());
        return !namespace.equals(XMLSignature.XMLNS) && !namespace.startsWith(SignatureElement.XADES_NAMESPACES);
    }
}
