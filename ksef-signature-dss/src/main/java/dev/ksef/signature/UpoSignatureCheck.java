package dev.ksef.signature;

import dev.ksef.model.Upo;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The check whether a UPO is signed, unaltered and as a whole, with the key of one given certificate.
 *
 * <p>Which certificate the Ministry signs with is the caller's knowledge: it is compared, not looked up, and neither its
 * chain nor its revocation is examined. No network is used, and a document is never trusted for where its signature
 * points to: only one that covers the root as a whole is good.
 *
 * <p>Safe for many threads.
 *
 * <p>Source: sesja-sprawdzenie-stanu-i-pobranie-upo.md, section 5; XML Signature 1.1; ETSI EN 319 132-1.
 */
public final class UpoSignatureCheck {

    private static final String ROOT = "Potwierdzenie";

    private final X509Certificate signedBy;

    /**
     * @param signedBy the certificate that the UPO must be signed with
     */
    public UpoSignatureCheck(X509Certificate signedBy) {
        this.signedBy = Objects.requireNonNull(signedBy, "signedBy");
    }

    /** What became of the check; a document that is broken in whatever way is a verdict too, and never an exception. */
    public UpoSignatureVerdict check(Upo upo) {
        try {
            return check(UntrustedXml.read(upo.openStream()));
        } catch (SAXException refused) {
            return new Findings().add(UntrustedXml.REFUSED).verdict(0);
        }
    }

    private UpoSignatureVerdict check(Document document) {
        var findings = new Findings();
        Element root = document.getDocumentElement();
        findings.addIf(!ROOT.equals(root.getLocalName()), "The root element is not " + ROOT + ", so this is no UPO");
        List<Element> signatures = XmlSignature.allIn(document);
        if (signatures.size() != 1) {
            return findings.add(howMany(signatures.size())).verdict(signatures.size());
        }
        var signature = new XmlSignature(signatures.get(0));
        findings.addAll(signature.misplacements());
        var references = new SignedReferences(signature);
        findings.addAll(references.findings());
        if (references.areSafeToFollow()) {
            new CryptographicCheck(signature.element(), signedBy).into(findings);
        }
        return findings.coversRoot(references.coverRoot()).verdict(1);
    }

    private static String howMany(int signatures) {
        return signatures == 0
                ? "The document is not signed"
                : "The document has " + signatures + " signatures, and a UPO has one";
    }
}
