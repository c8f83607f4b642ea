package dev.ksef.signature;

import dev.ksef.model.Upo;
import dev.ksef.signature.UpoSignatureVerdict.Check;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The check whether a UPO is signed, unaltered and as a whole, with one of the expected certificates.
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

    private final ExpectedCertificates expected;

    /**
     * @param signedBy the certificate that the UPO must be signed with
     */
    public UpoSignatureCheck(X509Certificate signedBy) {
        this(ExpectedCertificates.given(signedBy));
    }

    /**
     * @param signedBy the certificates that the UPO may be signed with
     */
    public UpoSignatureCheck(ExpectedCertificates signedBy) {
        this.expected = Objects.requireNonNull(signedBy, "signedBy");
    }

    /** What became of the check; a document that is broken in whatever way is a verdict too, and never an exception. */
    public UpoSignatureVerdict check(Upo upo) {
        var findings = new Findings();
        try {
            check(UntrustedXml.read(upo.openStream()), findings);
        } catch (SAXException refused) {
            findings.judge(Check.DOCUMENT, List.of(UntrustedXml.REFUSED));
        }
        return findings.verdict();
    }

    private void check(Document document, Findings findings) {
        boolean isUpo = ROOT.equals(document.getDocumentElement().getLocalName());
        findings.judge(Check.DOCUMENT, isUpo, "The root element is not " + ROOT + ", so this is no UPO");
        List<Element> signatures = XmlSignature.allIn(document);
        findings.judge(Check.PRESENCE, !signatures.isEmpty(), "The document is not signed");
        if (signatures.size() > 1) {
            findings.judge(
                    Check.FORM, List.of("The document has " + signatures.size() + " signatures, and a UPO has one"));
        } else if (signatures.size() == 1) {
            check(new XmlSignature(signatures.get(0)), findings);
        }
    }

    private void check(XmlSignature signature, Findings findings) {
        boolean isSubstantial = signature.isSubstantial();
        findings.judge(Check.SUBSTANCE, isSubstantial, "The signature holds placeholders for a digest or its value");
        findings.judge(Check.FORM, signature.misplacements());
        var references = new SignedReferences(signature);
        findings.judge(Check.COVERAGE, references.findings());
        if (isSubstantial && references.areSafeToFollow()) {
            new CryptographicCheck(signature.element(), expected).into(findings);
        }
    }
}
