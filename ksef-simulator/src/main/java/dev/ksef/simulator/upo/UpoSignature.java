package dev.ksef.simulator.upo;

import dev.ksef.simulator.crypto.LazyValue;
import dev.ksef.simulator.crypto.MinistryCertificates;
import dev.ksef.simulator.crypto.RsaKeys;
import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.state.SavedKeys;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Signs UPO documents as the Ministry does: enveloped XAdES, RSA with SHA-256, over the whole document. */
public final class UpoSignature implements Stateful {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String SIGNED_PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties";
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String SIGNATURE_ID = "Signature";
    private static final String SIGNED_PROPERTIES_ID = "SignedProperties";

    private record Signer(KeyPair keys, X509Certificate certificate) {}

    private final InstantSource clock;
    private final LazyValue<Signer> signer;

    public UpoSignature(InstantSource clock) {
        this.clock = clock;
        this.signer = new LazyValue<>(() -> {
            KeyPair keys = RsaKeys.first("UPO");
            return new Signer(keys, MinistryCertificates.forSigning(keys, clock.instant()));
        });
    }

    /** One with the same key, if it was made already. It may be given another, and this one keeps its own. */
    public UpoSignature copy() {
        UpoSignature copy = new UpoSignature(clock);
        signer.made().ifPresent(copy.signer::set);
        return copy;
    }

    @Override
    public String section() {
        return "upo-signature";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        signer.made().ifPresent(made -> rows.accept(SavedKeys.json(made.keys(), made.certificate())));
    }

    @Override
    public void restore(SavedRow row) {
        signer.set(new Signer(SavedKeys.keys(row), SavedKeys.certificate(row)));
    }

    public X509Certificate certificate() {
        return signer.get().certificate();
    }

    /** Adds the signature as the last child of the root. */
    void sign(Document document, Instant signedAt) {
        Signer by = signer.get();
        // A new one each time: factories are not for many threads.
        XMLSignatureFactory xml = XMLSignatureFactory.getInstance("DOM");
        Element root = document.getDocumentElement();
        // What is canonicalised here must declare its namespaces as the written document will.
        root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", root.getNamespaceURI());
        Element qualifying = qualifyingProperties(document, by.certificate(), signedAt);
        Element signedProperties = (Element) qualifying.getFirstChild();
        DOMSignContext context = new DOMSignContext(by.keys().getPrivate(), root);
        context.setDefaultNamespacePrefix("ds");
        context.setIdAttributeNS(signedProperties, null, "Id");
        try {
            XMLObject object = xml.newXMLObject(List.of(new DOMStructure(qualifying)), null, null, null);
            XMLSignature signature = xml.newXMLSignature(
                    signedInfo(xml), keyInfo(xml, by.certificate()), List.of(object), SIGNATURE_ID, null);
            signature.sign(context);
            joinLines(root);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException failed) {
            throw new IllegalStateException("Cannot sign a UPO", failed);
        }
    }

    /** The JDK breaks Base64 with CR LF, which is written as a character reference. No reference covers these values. */
    private static void joinLines(Element root) {
        for (String name : List.of("SignatureValue", "X509Certificate")) {
            NodeList values = root.getElementsByTagNameNS(XMLSignature.XMLNS, name);
            for (int i = 0; i < values.getLength(); i++) {
                values.item(i).setTextContent(values.item(i).getTextContent().replaceAll("\\s", ""));
            }
        }
    }

    private static SignedInfo signedInfo(XMLSignatureFactory xml) throws GeneralSecurityException {
        CanonicalizationMethod canonical =
                xml.newCanonicalizationMethod(CanonicalizationMethod.INCLUSIVE, (C14NMethodParameterSpec) null);
        DigestMethod sha256 = xml.newDigestMethod(DigestMethod.SHA256, null);
        Reference document = xml.newReference(
                "",
                sha256,
                List.of(
                        xml.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        xml.newTransform(CanonicalizationMethod.INCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
        Reference properties = xml.newReference(
                "#" + SIGNED_PROPERTIES_ID,
                sha256,
                List.of(xml.newTransform(CanonicalizationMethod.INCLUSIVE, (TransformParameterSpec) null)),
                SIGNED_PROPERTIES_TYPE,
                null);
        return xml.newSignedInfo(canonical, xml.newSignatureMethod(RSA_SHA256, null), List.of(document, properties));
    }

    private static KeyInfo keyInfo(XMLSignatureFactory xml, X509Certificate certificate) {
        KeyInfoFactory factory = xml.getKeyInfoFactory();
        return factory.newKeyInfo(List.of(factory.newX509Data(List.of(certificate))));
    }

    private static Element qualifyingProperties(Document document, X509Certificate certificate, Instant signedAt) {
        Element qualifying = document.createElementNS(XADES, "xades:QualifyingProperties");
        qualifying.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xades", XADES);
        qualifying.setAttributeNS(null, "Target", "#" + SIGNATURE_ID);
        Element signed = child(qualifying, XADES, "xades:SignedProperties");
        signed.setAttributeNS(null, "Id", SIGNED_PROPERTIES_ID);
        Element ofSignature = child(signed, XADES, "xades:SignedSignatureProperties");
        child(ofSignature, XADES, "xades:SigningTime").setTextContent(KsefTimestamps.upo(signedAt));
        Element cert = child(child(ofSignature, XADES, "xades:SigningCertificate"), XADES, "xades:Cert");
        Element digest = child(cert, XADES, "xades:CertDigest");
        child(digest, XMLSignature.XMLNS, "ds:DigestMethod").setAttributeNS(null, "Algorithm", DigestMethod.SHA256);
        child(digest, XMLSignature.XMLNS, "ds:DigestValue").setTextContent(Sha256Digests.base64(der(certificate)));
        Element issuer = child(cert, XADES, "xades:IssuerSerial");
        child(issuer, XMLSignature.XMLNS, "ds:X509IssuerName")
                .setTextContent(certificate.getIssuerX500Principal().getName());
        child(issuer, XMLSignature.XMLNS, "ds:X509SerialNumber")
                .setTextContent(certificate.getSerialNumber().toString());
        return qualifying;
    }

    private static Element child(Element parent, String namespace, String name) {
        return (Element) parent.appendChild(parent.getOwnerDocument().createElementNS(namespace, name));
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding", impossible);
        }
    }
}
