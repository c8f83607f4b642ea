package dev.ksef.simulator.signature;

import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.xml.XmlElements;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;

/**
 * Judges a signature as KSeF does: its form, its algorithms, and whether it is valid. Who signed is judged elsewhere.
 */
public final class SignatureJudge {

    /**
     * A request whose signature is valid, and the certificate that it was signed with.
     *
     * @param request the signed element, with everything in it
     */
    public record Signed(Element request, X509Certificate certificate) {}

    private SignatureJudge() {}

    /**
     * Verifies the signature.
     *
     * @throws BadRequest 9104 or 9105 if it is invalid or KSeF does not accept its form, 21115 if its certificate cannot
     *     be read or its key is too weak
     */
    public static Signed verify(SignedDocument signed) {
        Element signature = signed.signature();
        Element signedInfo = only(signature, "SignedInfo");
        XadesProperties properties = XadesProperties.of(signature);
        Element request = SignatureCoverage.request(signed, signedInfo, properties.element());
        requireKnownAlgorithms(signedInfo);
        X509Certificate certificate = properties
                .signingCertificate(certificates(signature))
                .orElseThrow(() -> SignatureRefusals.invalidSignature(
                        "Skrót certyfikatu podpisującego nie zgadza się z żadnym certyfikatem w KeyInfo."));
        requireHolds(signature, SigningCertificateRules.key(certificate));
        return new Signed(request, certificate);
    }

    private static Element only(Element parent, String name) {
        return XmlElements.only(parent, XMLSignature.XMLNS, name).orElseThrow(SignatureRefusals::unacceptedProfile);
    }

    private static List<X509Certificate> certificates(Element signature) {
        return XmlElements.children(only(signature, "KeyInfo"), XMLSignature.XMLNS, "X509Data").stream()
                .flatMap(data -> XmlElements.children(data, XMLSignature.XMLNS, "X509Certificate").stream())
                .map(SignatureJudge::certificate)
                .toList();
    }

    private static X509Certificate certificate(Element element) {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(element.getTextContent());
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException | IllegalArgumentException unreadable) {
            throw SignatureRefusals.invalidCertificate("Nie można odczytać certyfikatu.");
        }
    }

    private static void requireKnownAlgorithms(Element signedInfo) {
        boolean known = SignatureAlgorithms.canonicalizes(algorithm(only(signedInfo, "CanonicalizationMethod")))
                && SignatureAlgorithms.signs(algorithm(only(signedInfo, "SignatureMethod")))
                && XmlElements.children(signedInfo, XMLSignature.XMLNS, "Reference").stream()
                        .allMatch(reference -> SignatureAlgorithms.digests(algorithm(only(reference, "DigestMethod"))));
        if (!known) {
            throw SignatureRefusals.unsupportedAlgorithm();
        }
    }

    private static String algorithm(Element method) {
        return method.getAttribute("Algorithm");
    }

    private static void requireHolds(Element signature, PublicKey key) {
        DOMValidateContext context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
        // A new one each time: factories are not for many threads.
        XMLSignatureFactory xml = XMLSignatureFactory.getInstance("DOM");
        try {
            if (!xml.unmarshalXMLSignature(context).validate(context)) {
                throw SignatureRefusals.verifiedNegatively();
            }
        } catch (MarshalException forbiddenOrUnknown) {
            // SHA-1 by the JDK's policy, and what this JDK does not have.
            throw SignatureRefusals.unsupportedAlgorithm();
        } catch (XMLSignatureException failed) {
            throw SignatureRefusals.verifiedNegatively();
        }
    }
}
