package dev.ksef.signature.request;

import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.signature.internal.XmlElements;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.XMLSignature;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The AuthTokenRequest in a signed document.
 *
 * @param element the request itself
 * @param carrier the element that the signature must cover: the request, or the Object of an enveloping signature that
 *     holds the request in Base64
 */
record SignedRequest(Element element, Element carrier) {

    private static final String NAME = "AuthTokenRequest";

    /** Returns the only one; null if there is none or more than one, which then is reported. */
    static @Nullable SignedRequest in(Document document, SignatureDiagnosis diagnosis) {
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
        return XmlElements.in(document.getElementsByTagNameNS("*", NAME)).toList();
    }

    private static @Nullable SignedRequest inBase64(Document document, SignatureDiagnosis diagnosis) {
        List<Element> objects = XmlElements.in(document.getElementsByTagNameNS(XMLSignature.XMLNS, "Object"))
                .filter(object -> object.getElementsByTagName("*").getLength() == 0)
                .toList();
        if (objects.size() != 1) {
            return null;
        }
        Document inside = decoded(objects.get(0).getTextContent(), diagnosis);
        List<Element> requests = inside == null ? List.of() : named(inside);
        return requests.size() == 1 ? new SignedRequest(requests.get(0), objects.get(0)) : null;
    }

    private static @Nullable Document decoded(String base64, SignatureDiagnosis diagnosis) {
        try {
            return SignedDocumentReader.read(Base64.getMimeDecoder().decode(base64), diagnosis);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
