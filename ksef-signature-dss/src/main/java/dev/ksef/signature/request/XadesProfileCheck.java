package dev.ksef.signature.request;

import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.signature.internal.SignatureElement;
import dev.ksef.signature.internal.XmlElements;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.XMLSignature;
import org.w3c.dom.Element;

/** Checks what makes an XML signature a XAdES one: signed properties, and a certificate that is signed with them. */
final class XadesProfileCheck {

    private final SignatureElement signature;
    private final List<Element> properties;

    XadesProfileCheck(SignatureElement signature) {
        this.signature = signature;
        this.properties = signature
                .descendants("SignedProperties")
                .filter(element ->
                        String.valueOf(element.getNamespaceURI()).startsWith(SignatureElement.XADES_NAMESPACES))
                .toList();
    }

    void reportTo(SignatureDiagnosis diagnosis) {
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
        if (keyInfos().flatMap(XadesProfileCheck::certificates).findAny().isEmpty()) {
            diagnosis.add(Cause.SIGNING_CERTIFICATE, "KeyInfo holds no certificate");
        }
    }

    private boolean namesCertificate() {
        return Stream.of("SigningCertificate", "SigningCertificateV2")
                .flatMap(name -> XmlElements.in(properties.get(0).getElementsByTagNameNS("*", name)))
                .anyMatch(
                        named -> named.getElementsByTagNameNS("*", "CertDigest").getLength() > 0);
    }

    private boolean signsKeyInfo() {
        return keyInfos().anyMatch(this::isSigned);
    }

    private boolean isSigned(Element element) {
        return signature.references().stream().anyMatch(reference -> reference.names(element));
    }

    private Stream<Element> keyInfos() {
        return XmlElements.signatureChildren(signature.element(), "KeyInfo");
    }

    private static Stream<Element> certificates(Element keyInfo) {
        return XmlElements.in(keyInfo.getElementsByTagNameNS(XMLSignature.XMLNS, "X509Certificate"));
    }
}
