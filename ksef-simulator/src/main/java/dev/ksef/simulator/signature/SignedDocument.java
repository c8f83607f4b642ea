package dev.ksef.simulator.signature;

import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.xml.XmlDocumentReader;
import dev.ksef.simulator.xml.XmlElements;
import java.util.List;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A document with exactly one signature, which is not verified yet. */
public record SignedDocument(Document document, Element signature) {

    /**
     * Reads the document.
     *
     * @throws BadRequest 21001, 21217 or 9101 if it cannot be read, 9102 without a signature, 9103 with several
     */
    public static SignedDocument read(byte[] xml) {
        Document document = XmlDocumentReader.read(xml);
        List<Element> signatures = XmlElements.tree(document.getDocumentElement()).stream()
                .filter(element -> XmlElements.named(element, XMLSignature.XMLNS, "Signature"))
                .toList();
        if (signatures.isEmpty()) {
            throw SignatureRefusals.signatureMissing();
        }
        if (signatures.size() > 1) {
            throw SignatureRefusals.tooManySignatures(signatures.size());
        }
        return new SignedDocument(document, signatures.get(0));
    }

    Element root() {
        return document.getDocumentElement();
    }

    /** Whether the signature surrounds what it signs. Otherwise it stands inside of it. */
    boolean enveloping() {
        return signature == root();
    }
}
