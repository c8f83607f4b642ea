package dev.ksef.signature.upo;

import dev.ksef.model.Upo;
import dev.ksef.signature.internal.SignatureElement;
import dev.ksef.signature.internal.UntrustedXml;
import dev.ksef.signature.upo.UpoSignatureVerdict.Check;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * Checks whether a UPO is signed, as a whole and unaltered, with one of the expected certificates.
 *
 * <p>The caller knows which certificate the Ministry signs with. It is compared, not looked up; neither its chain nor its
 * revocation is examined. No network is used. A signature is good only if it covers the root element as a whole, wherever
 * else it points to.
 *
 * <p>Safe for many threads.
 *
 * <p>Source:
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/faktury/sesja-sprawdzenie-stanu-i-pobranie-upo.md">sesja-sprawdzenie-stanu-i-pobranie-upo</a>,
 * section 5; XML Signature 1.1; ETSI EN 319 132-1.
 */
public final class UpoSignatureCheck {

    private static final String ROOT = "Potwierdzenie";

    private final ExpectedCertificates expected;

    /**
     * Creates a check against one certificate.
     *
     * @param signedBy the certificate that the UPO must be signed with
     */
    public UpoSignatureCheck(X509Certificate signedBy) {
        this(ExpectedCertificates.given(signedBy));
    }

    /**
     * Creates a check against several certificates.
     *
     * @param signedBy the certificates that the UPO may be signed with
     */
    public UpoSignatureCheck(ExpectedCertificates signedBy) {
        this.expected = Objects.requireNonNull(signedBy, "signedBy");
    }

    /** Checks a UPO. A broken document gets a verdict, too: nothing is thrown. */
    public UpoSignatureVerdict check(Upo upo) {
        var verdict = new VerdictBuilder();
        try {
            check(UntrustedXml.read(upo.openStream()), verdict);
        } catch (SAXException refused) {
            verdict.judge(Check.DOCUMENT, List.of(UntrustedXml.REFUSED));
        }
        return verdict.build();
    }

    private void check(Document document, VerdictBuilder verdict) {
        boolean isUpo = ROOT.equals(document.getDocumentElement().getLocalName());
        verdict.judge(Check.DOCUMENT, isUpo, "The root element is not " + ROOT + ", so this is no UPO");
        List<SignatureElement> signatures = SignatureElement.allIn(document);
        verdict.judge(Check.PRESENCE, !signatures.isEmpty(), "The document is not signed");
        if (signatures.size() > 1) {
            verdict.judge(
                    Check.FORM, List.of("The document has " + signatures.size() + " signatures, and a UPO has one"));
        } else if (signatures.size() == 1) {
            check(signatures.get(0), verdict);
        }
    }

    private void check(SignatureElement signature, VerdictBuilder verdict) {
        boolean isSubstantial = signature.isSubstantial();
        verdict.judge(Check.SUBSTANCE, isSubstantial, "The signature holds placeholders for a digest or its value");
        verdict.judge(Check.FORM, UpoSignatureForm.problems(signature));
        var coverage = new RootCoverage(signature);
        verdict.judge(Check.COVERAGE, coverage.problems());
        if (isSubstantial && coverage.isSafeToFollow() && !new UsualSignature(signature, expected).reportTo(verdict)) {
            new CryptographicCheck(signature.element(), expected).reportTo(verdict);
        }
    }
}
