package dev.ksef.signature;

import dev.ksef.model.finding.SignatureFinding.Cause;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.XMLSignature;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The AuthTokenRequest of a signed document, and what of the document has to be signed for it to be signed: the element
 * itself, or the Object of an enveloping signature that holds it in Base64.
 */
record SignedRequest(Element element, Element carrier) {

    private static final String NAME = "AuthTokenRequest";

    /** The only one; nothing if there is none, or more than one. */
    static @Nullable SignedRequest in(Document document, Diagnosis diagnosis) {
        List<Element> plain = named(document);
        if (plain.size() > 1) {
            diagnosis.add(
                    Cause.PACKAGING,
                    "AuthTokenRequest stands " + plain.size()
                            + " times in the document: it was wrapped, or put in twice");
            return null;
        }
        SignedRequest found =
                plain.isEmpty() ? inBase64(document, diagnosis) : new SignedRequest(plain.get(0), plain.get(0));
        if (found == null) {
            diagnosis.add(Cause.CONTENT, "There is no AuthTokenRequest in the document");
        }
        return found;
    }

    boolean isInBase64() {
        return element != carrier;
    }

    private static List<Element> named(Document document) {
        return XmlSignature.elements(document.getElementsByTagNameNS("*", NAME)).toList();
    }

    private static @Nullable SignedRequest inBase64(Document document, Diagnosis diagnosis) {
        List<Element> objects = XmlSignature.elements(document.getElementsByTagNameNS(XMLSignature.XMLNS, "Object"))
                .filter(object -> object.getElementsByTagName("*").getLength() == 0)
                .toList();
        if (objects.size() != 1) {
            return null;
        }
        Document inside = decoded(objects.get(0).getTextContent(), diagnosis);
        List<Element> requests = inside == null ? List.of() : named(inside);
        return requests.size() == 1 ? new SignedRequest(requests.get(0), objects.get(0)) : null;
    }

    private static @Nullable Document decoded(String base64, Diagnosis diagnosis) {
        try {
            return SignedBytes.read(Base64.getMimeDecoder().decode(base64), diagnosis);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
