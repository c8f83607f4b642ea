package dev.ksef.simulator.signature;

import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.xml.XmlElements;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import org.w3c.dom.Element;

/** The signed properties of a signature, which make it XAdES. */
final class XadesProperties {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";

    private final Element element;
    private final String digestAlgorithm;
    private final byte[] digest;

    private XadesProperties(Element element, String digestAlgorithm, byte[] digest) {
        this.element = element;
        this.digestAlgorithm = digestAlgorithm;
        this.digest = digest;
    }

    /**
     * Reads the properties of a signature.
     *
     * @throws BadRequest 9105 if signing time or signing certificate is missing, which every accepted profile has
     */
    static XadesProperties of(Element signature) {
        Element qualifying = qualifying(signature);
        Element signed = only(qualifying, "SignedProperties");
        Element ofSignature = only(signed, "SignedSignatureProperties");
        if (!dateTime(only(ofSignature, "SigningTime").getTextContent().strip())) {
            throw SignatureRefusals.unacceptedProfile();
        }
        // The first certificate is the signer's, others are of its chain.
        Element digest = only(firstCertificate(ofSignature), "CertDigest");
        Element method = XmlElements.only(digest, XMLSignature.XMLNS, "DigestMethod")
                .orElseThrow(SignatureRefusals::unacceptedProfile);
        Element value = XmlElements.only(digest, XMLSignature.XMLNS, "DigestValue")
                .orElseThrow(SignatureRefusals::unacceptedProfile);
        return new XadesProperties(
                signed, SignatureAlgorithms.digestName(method.getAttribute("Algorithm")), base64(value));
    }

    /** The element that a reference must cover. */
    Element element() {
        return element;
    }

    /** The certificate that the properties name; nothing if it is not among the given ones. */
    Optional<X509Certificate> signingCertificate(List<X509Certificate> certificates) {
        return certificates.stream()
                .filter(certificate -> MessageDigest.isEqual(digest, digestOf(certificate)))
                .findFirst();
    }

    private static Element qualifying(Element signature) {
        List<Element> found = XmlElements.children(signature, XMLSignature.XMLNS, "Object").stream()
                .flatMap(object -> XmlElements.children(object, XADES, "QualifyingProperties").stream())
                .toList();
        String id = signature.getAttribute("Id");
        if (found.size() != 1
                || id.isEmpty()
                || !found.get(0).getAttribute("Target").equals("#" + id)) {
            throw SignatureRefusals.unacceptedProfile();
        }
        return found.get(0);
    }

    private static Element only(Element parent, String name) {
        return XmlElements.only(parent, XADES, name).orElseThrow(SignatureRefusals::unacceptedProfile);
    }

    private static Element firstCertificate(Element ofSignature) {
        return Stream.of("SigningCertificate", "SigningCertificateV2")
                .flatMap(name -> XmlElements.children(ofSignature, XADES, name).stream())
                .flatMap(list -> XmlElements.children(list, XADES, "Cert").stream())
                .findFirst()
                .orElseThrow(SignatureRefusals::unacceptedProfile);
    }

    private static byte[] base64(Element value) {
        try {
            return Base64.getMimeDecoder().decode(value.getTextContent());
        } catch (IllegalArgumentException notBase64) {
            throw SignatureRefusals.unacceptedProfile();
        }
    }

    private static boolean dateTime(String text) {
        try {
            return DatatypeFactory.newDefaultInstance()
                    .newXMLGregorianCalendar(text)
                    .getXMLSchemaType()
                    .equals(DatatypeConstants.DATETIME);
        } catch (IllegalArgumentException | IllegalStateException notADate) {
            return false;
        }
    }

    private byte[] digestOf(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance(digestAlgorithm).digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException("The JDK has all digests that are taken", impossible);
        }
    }
}
