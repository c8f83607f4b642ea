package dev.ksef.simulator;

import java.util.List;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A signed document and its one signature, of which nothing is known yet but that it is there. */
record SignedRequest(Document document, Element signature) {

    /**
     * Reads the document.
     *
     * @throws BadRequest 21001, 21217 or 9101 if it cannot be read, 9102 without a signature, 9103 with several
     */
    static SignedRequest read(byte[] xml) {
        Document document = XmlFile.read(xml);
        List<Element> signatures = Dom.tree(document.getDocumentElement()).stream()
                .filter(element -> Dom.named(element, XMLSignature.XMLNS, "Signature"))
                .toList();
        if (signatures.isEmpty()) {
            throw BadRequest.signatureMissing();
        }
        if (signatures.size() > 1) {
            throw BadRequest.tooManySignatures(signatures.size());
        }
        return new SignedRequest(document, signatures.get(0));
    }

    Element root() {
        return document.getDocumentElement();
    }

    /** Whether the signature is around what it signs, or else inside of it. */
    boolean enveloping() {
        return signature == root();
    }
}
