package dev.ksef.signature.upo;

import dev.ksef.signature.internal.SignatureElement;
import dev.ksef.signature.upo.UpoSignatureVerdict.Check;
import dev.ksef.signature.upo.UsualForm.UnusualException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/**
 * Proves a signature in the form in which the Ministry signs, made with an expected certificate. The JDK computes it, at a tenth of
 * the cost of EU DSS. Nothing is refused here: what has another form, or is wrong, is left to {@link CryptographicCheck}, which
 * tells why.
 */
final class UsualSignature {

    private static final String SECURE_VALIDATION = "org.jcp.xml.dsig.secureValidation";

    private final SignatureElement signature;
    private final ExpectedCertificates expected;

    UsualSignature(SignatureElement signature, ExpectedCertificates expected) {
        this.signature = signature;
        this.expected = expected;
    }

    /** Tells whether the signature was proven. If not, nothing is reported. */
    boolean reportTo(VerdictBuilder verdict) {
        try {
            var form = new UsualForm(signature);
            if (!isExpected(form.certificate()) || !isRight(form)) {
                return false;
            }
            for (Check check : List.of(Check.DIGESTS, Check.ALGORITHMS, Check.VALUE, Check.CERTIFICATE)) {
                verdict.judge(check, List.of());
            }
            verdict.signedBy(form.certificate());
            new SignerCheck(form.certificate()).reportTo(verdict, form.signedAt());
            return true;
        } catch (UnusualException | RuntimeException other) {
            return false;
        }
    }

    /** EU DSS decides which of two given certificates of one key it was. */
    private boolean isExpected(X509Certificate certificate) {
        return expected.include(certificate)
                && expected.given().stream()
                        .allMatch(given -> given.equals(certificate)
                                || !given.getPublicKey().equals(certificate.getPublicKey()));
    }

    private boolean isRight(UsualForm form) {
        var context = new DOMValidateContext(form.certificate().getPublicKey(), signature.element());
        context.setProperty(SECURE_VALIDATION, true);
        identify(form.properties(), context);
        identify(signature.root(), context);
        try {
            // A new one each time: factories are not for many threads.
            return XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .validate(context);
        } catch (MarshalException | XMLSignatureException wrong) {
            return false;
        }
    }

    private static void identify(Element element, DOMValidateContext context) {
        if (element.hasAttribute("Id")) {
            context.setIdAttributeNS(element, null, "Id");
        }
    }
}
