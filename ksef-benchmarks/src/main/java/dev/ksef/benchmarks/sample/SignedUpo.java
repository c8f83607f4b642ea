package dev.ksef.benchmarks.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A UPO of some invoices in the form of the official samples, signed as the Ministry signs: by the JDK, with RSA and XAdES. */
public final class SignedUpo {

    private static final String HEAD = """
            <?xml version="1.0" encoding="utf-8"?>
            <Potwierdzenie xmlns="http://upo.schematy.mf.gov.pl/KSeF/v4-3">
            	<NazwaPodmiotuPrzyjmujacego>Ministerstwo Finansów - środowisko testowe (TE)</NazwaPodmiotuPrzyjmujacego>
            	<NumerReferencyjnySesji>36950822-93-9D5A28BFDA-47C899773E-5C</NumerReferencyjnySesji>
            	<NazwaStrukturyLogicznej>Schemat_FA(3)_v1-0E.xsd</NazwaStrukturyLogicznej>
            	<KodFormularza>FA (3)</KodFormularza>
            """;

    private static final String INVOICE = """
            	<Dokument>
            		<NipSprzedawcy>5265877635</NipSprzedawcy>
            		<NumerKSeFDokumentu>5265877635-20250916-0200A0D6723E-C2</NumerKSeFDokumentu>
            		<NumerFaktury>FA/%d/04/2027</NumerFaktury>
            		<DataWystawieniaFaktury>2025-09-16</DataWystawieniaFaktury>
            		<DataPrzeslaniaDokumentu>2025-09-16T11:05:40.841+02:00</DataPrzeslaniaDokumentu>
            		<DataNadaniaNumeruKSeF>2025-09-16T11:05:41.045+02:00</DataNadaniaNumeruKSeF>
            		<SkrotDokumentu>GZMGNVzs3krF6URKgvaw77OOeG3nJ+WGziT5xguliQ8=</SkrotDokumentu>
            		<TrybWysylki>Online</TrybWysylki>
            	</Dokument>
            """;

    private static final String PROPERTIES = """
            <xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Target="#Signature"><xades:SignedProperties Id="Signed">\
            <xades:SignedSignatureProperties><xades:SigningTime>%s</xades:SigningTime><xades:SigningCertificate>\
            <xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
            <ds:DigestValue>%s</ds:DigestValue></xades:CertDigest><xades:IssuerSerial><ds:X509IssuerName>%s\
            </ds:X509IssuerName><ds:X509SerialNumber>%d</ds:X509SerialNumber></xades:IssuerSerial></xades:Cert>\
            </xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties>\
            </xades:QualifyingProperties>""";

    private final XMLSignatureFactory xml = XMLSignatureFactory.getInstance("DOM");
    private final LocalKey key;

    private SignedUpo(LocalKey key) {
        this.key = key;
    }

    /** Returns the document of a UPO of so many invoices, signed by an RSA key. */
    public static byte[] of(int invoices, LocalKey rsa) throws Exception {
        String documents =
                IntStream.range(0, invoices).mapToObj(INVOICE::formatted).collect(Collectors.joining());
        return new SignedUpo(rsa).signed(parsed(HEAD + documents + "</Potwierdzenie>"));
    }

    private byte[] signed(Document document) throws Exception {
        var properties = (Element) document.importNode(properties().getDocumentElement(), true);
        var context = new DOMSignContext(key.key(), document.getDocumentElement());
        context.setIdAttributeNS((Element) properties.getFirstChild(), null, "Id");
        var signedInfo = xml.newSignedInfo(
                xml.newCanonicalizationMethod(CanonicalizationMethod.INCLUSIVE, (C14NMethodParameterSpec) null),
                xml.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
                List.of(
                        xml.newReference("", sha256(), List.of(transform(Transform.ENVELOPED)), null, null),
                        xml.newReference(
                                "#Signed",
                                sha256(),
                                List.of(transform(CanonicalizationMethod.INCLUSIVE)),
                                "http://uri.etsi.org/01903#SignedProperties",
                                null)));
        var keys = xml.getKeyInfoFactory();
        xml.newXMLSignature(
                        signedInfo,
                        keys.newKeyInfo(List.of(keys.newX509Data(List.of(certificate())))),
                        List.of(xml.newXMLObject(List.of(new DOMStructure(properties)), null, null, null)),
                        "Signature",
                        null)
                .sign(context);
        return serialized(document);
    }

    private DigestMethod sha256() throws Exception {
        return xml.newDigestMethod(DigestMethod.SHA256, null);
    }

    private Transform transform(String algorithm) throws Exception {
        return xml.newTransform(algorithm, (TransformParameterSpec) null);
    }

    private Document properties() throws Exception {
        X509Certificate certificate = certificate();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return parsed(PROPERTIES.formatted(
                certificate.getNotBefore().toInstant(),
                Base64.getEncoder().encodeToString(hash),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber()));
    }

    private X509Certificate certificate() {
        return key.certificate().certificate();
    }

    /** The JDK breaks Base64 with CR LF, which is written as a character reference, and the Ministry does not. */
    private static byte[] serialized(Document document) throws Exception {
        for (String name : List.of("SignatureValue", "X509Certificate")) {
            Element value = (Element)
                    document.getElementsByTagNameNS(XMLSignature.XMLNS, name).item(0);
            value.setTextContent(value.getTextContent().replaceAll("\\s", ""));
        }
        var bytes = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(bytes));
        return bytes.toByteArray();
    }

    private static Document parsed(String text) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
