package dev.ksef.signature;

import dev.ksef.model.finding.SignatureFinding.Cause;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;

/** What makes an XML signature a XAdES one: signed properties, and the certificate among what is signed. */
final class XadesProfile {

    private final XmlSignature signature;
    private final List<Element> properties;

    XadesProfile(XmlSignature signature) {
        this.signature = signature;
        this.properties = XmlSignature.elements(signature.element().getElementsByTagNameNS("*", "SignedProperties"))
                .filter(element -> String.valueOf(element.getNamespaceURI()).startsWith(XmlSignature.XADES))
                .toList();
    }

    void into(Diagnosis diagnosis) {
        if (properties.isEmpty()) {
            diagnosis.add(Cause.PROFILE, "This is a plain XML signature: it has none of XAdES's signed properties");
        } else if (properties.size() > 1) {
            diagnosis.add(Cause.PROFILE, "The signature has signed properties more than once");
        } else if (!isSigned(properties.get(0))) {
            diagnosis.add(Cause.PROFILE, "The signed properties of XAdES are there, and no reference signs them");
        }
        if (!properties.isEmpty() && !namesCertificate() && !signsKeyInfo()) {
            diagnosis.add(
                    Cause.SIGNING_CERTIFICATE,
                    "Neither do the signed properties name the certificate (SigningCertificate), nor is KeyInfo signed");
        }
        if (certificates().findAny().isEmpty()) {
            diagnosis.add(Cause.SIGNING_CERTIFICATE, "KeyInfo holds no certificate");
        }
    }

    private boolean namesCertificate() {
        return Stream.of("SigningCertificate", "SigningCertificateV2")
                .flatMap(name -> XmlSignature.elements(properties.get(0).getElementsByTagNameNS("*", name)))
                .anyMatch(
                        named -> named.getElementsByTagNameNS("*", "CertDigest").getLength() > 0);
    }

    private boolean signsKeyInfo() {
        return XmlSignature.children(signature.element(), "KeyInfo").anyMatch(this::isSigned);
    }

    private boolean isSigned(Element element) {
        return signature.references().stream()
                .map(reference -> reference.getAttribute("URI"))
                .anyMatch(target -> target.startsWith("#") && SignedReferences.hasId(element, target.substring(1)));
    }

    private Stream<Element> certificates() {
        return XmlSignature.children(signature.element(), "KeyInfo")
                .flatMap(info ->
                        XmlSignature.elements(info.getElementsByTagNameNS(XMLSignature.XMLNS, "X509Certificate")));
    }
}
