package dev.ksef.signature.upo;

import dev.ksef.signature.internal.ReferenceElement;
import dev.ksef.signature.internal.SignatureElement;
import dev.ksef.signature.internal.XmlElements;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;
import org.w3c.dom.Text;

/**
 * The form in which the Ministry signs a UPO: RSA, one reference to the root and one to the properties, the certificate in
 * {@code KeyInfo}, and in the properties the time and the certificate's digest. Every element has its only place, so nothing has
 * to be searched for, and nothing can be found twice.
 */
final class UsualForm {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties";

    private static final Set<String> VALUES = Set.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512");

    private static final Map<String, String> DIGESTS = Map.of(
            DigestMethod.SHA256,
            "SHA-256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "SHA-384",
            DigestMethod.SHA512,
            "SHA-512");

    private static final Set<String> CANONICAL_FORMS =
            Set.of(CanonicalizationMethod.INCLUSIVE, CanonicalizationMethod.EXCLUSIVE);

    private static final Set<String> TRANSFORMS =
            Set.of(Transform.ENVELOPED, CanonicalizationMethod.INCLUSIVE, CanonicalizationMethod.EXCLUSIVE);

    /** A day and a time with its zone, which everybody reads alike. */
    private static final Pattern TIME = Pattern.compile(
            "[1-9]\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-](0\\d|1[0-3]):[0-5]\\d)");

    private final SignatureElement signature;
    private final Element properties;
    private final X509Certificate certificate;
    private final Instant signedAt;

    /** @throws UnusualException if the signature has another form, be it good or bad */
    UsualForm(SignatureElement signature) throws UnusualException {
        this.signature = signature;
        List<Element> parts =
                children(signature.element(), XMLSignature.XMLNS, "SignedInfo", "SignatureValue", "KeyInfo", "Object");
        text(parts.get(1));
        this.certificate = certificate(only(parts.get(2), XMLSignature.XMLNS, "X509Data", "X509Certificate"));
        Element qualifying = only(parts.get(3), XADES, "QualifyingProperties");
        demand(qualifying
                .getAttribute("Target")
                .equals("#" + signature.element().getAttribute("Id")));
        this.properties = only(qualifying, XADES, "SignedProperties");
        Element ofSignature = only(properties, XADES, "SignedSignatureProperties");
        List<Element> timeAndCertificate = children(ofSignature, XADES, "SigningTime", "SigningCertificate");
        this.signedAt = time(text(timeAndCertificate.get(0)));
        examineNamed(only(timeAndCertificate.get(1), XADES, "Cert"));
        examineSignedInfo(parts.get(0));
    }

    /** Signals that EU DSS has to look at the signature. */
    static final class UnusualException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusualException() {
            super("The signature has not the usual form", null, false, false);
        }
    }

    /** Returns the certificate that the signature brings along, and names. */
    X509Certificate certificate() {
        return certificate;
    }

    /** Returns the time in the properties. */
    Instant signedAt() {
        return signedAt;
    }

    /** Returns the element that holds the signed properties. */
    Element properties() {
        return properties;
    }

    private void examineSignedInfo(Element signedInfo) throws UnusualException {
        List<Element> parts = children(
                signedInfo, XMLSignature.XMLNS, "CanonicalizationMethod", "SignatureMethod", "Reference", "Reference");
        demand(CANONICAL_FORMS.contains(algorithm(parts.get(0))));
        demand(VALUES.contains(algorithm(parts.get(1))));
        examineReference(parts.get(2));
        examineReference(parts.get(3));
        demand(!parts.get(2).hasAttribute("Type") && isOfRoot(parts.get(2)));
        demand(parts.get(3).getAttribute("Type").equals(PROPERTIES_TYPE) && isOf(properties, parts.get(3)));
    }

    private static void examineReference(Element reference) throws UnusualException {
        List<Element> parts = children(reference, XMLSignature.XMLNS, "Transforms", "DigestMethod", "DigestValue");
        for (Element transform : XmlElements.in(parts.get(0).getChildNodes()).toList()) {
            demand(TRANSFORMS.contains(algorithm(transform)));
        }
        demand(DIGESTS.containsKey(algorithm(parts.get(1))));
        text(parts.get(2));
    }

    private boolean isOfRoot(Element reference) {
        return new ReferenceElement(reference).namesWholeDocument() || isOf(signature.root(), reference);
    }

    private static boolean isOf(Element target, Element reference) {
        return target.hasAttribute("Id") && reference.getAttribute("URI").equals("#" + target.getAttribute("Id"));
    }

    private void examineNamed(Element cert) throws UnusualException {
        List<Element> parts = children(cert, XADES, "CertDigest", "IssuerSerial");
        List<Element> digest = children(parts.get(0), XMLSignature.XMLNS, "DigestMethod", "DigestValue");
        String algorithm = DIGESTS.getOrDefault(algorithm(digest.get(0)), "");
        demand(!algorithm.isEmpty());
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
            demand(Arrays.equals(hash, base64(text(digest.get(1)))));
        } catch (GeneralSecurityException unusable) {
            throw new UnusualException();
        }
    }

    private static X509Certificate certificate(Element element) throws UnusualException {
        byte[] der = base64(text(element));
        try {
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            demand(Arrays.equals(der, certificate.getEncoded()));
            return certificate;
        } catch (CertificateException broken) {
            throw new UnusualException();
        }
    }

    private static Instant time(String text) throws UnusualException {
        demand(TIME.matcher(text).matches());
        try {
            // EU DSS tells no less than a millisecond.
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException noDay) {
            throw new UnusualException();
        }
    }

    private static byte[] base64(String text) throws UnusualException {
        try {
            return Base64.getDecoder().decode(text.replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException noBase64) {
            throw new UnusualException();
        }
    }

    /** Returns the algorithm of an element that says nothing else. */
    private static String algorithm(Element method) throws UnusualException {
        demand(XmlElements.in(method.getChildNodes()).findAny().isEmpty());
        return method.getAttribute("Algorithm");
    }

    /** Returns the text of an element without anything else in it: readers differ in what they make of a comment in the middle. */
    private static String text(Element element) throws UnusualException {
        demand(element.getChildNodes().getLength() == 1 && element.getFirstChild() instanceof Text);
        return element.getTextContent();
    }

    private static Element only(Element parent, String namespace, String... path) throws UnusualException {
        Element found = parent;
        for (String name : path) {
            found = children(found, namespace, name).get(0);
        }
        return found;
    }

    /** Returns the children of an element if they are exactly these. */
    private static List<Element> children(Element parent, String namespace, String... names) throws UnusualException {
        List<Element> children = XmlElements.in(parent.getChildNodes()).toList();
        demand(children.stream().allMatch(child -> namespace.equals(child.getNamespaceURI())));
        demand(children.stream().map(Element::getLocalName).toList().equals(List.of(names)));
        return children;
    }

    private static void demand(boolean usual) throws UnusualException {
        if (!usual) {
            throw new UnusualException();
        }
    }
}
