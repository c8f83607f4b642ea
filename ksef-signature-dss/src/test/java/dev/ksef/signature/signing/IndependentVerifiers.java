package dev.ksef.signature.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.signature.internal.SignatureElement;
import dev.ksef.signature.internal.UntrustedXml;
import dev.ksef.signature.testing.CertifiedKey;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.junit.jupiter.api.Assumptions;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Three verifiers of signatures that share no code: the JDK, EU DSS and xmlsec1. */
final class IndependentVerifiers {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";

    private IndependentVerifiers() {}

    /** The JDK, with secure validation: the value, and references to root and signed properties, and to nothing else. */
    static void jdk(byte[] signed, X509Certificate certificate) throws Exception {
        Document document = UntrustedXml.read(new ByteArrayInputStream(signed));
        List<Element> signatures = SignatureElement.allIn(document).stream()
                .map(SignatureElement::element)
                .toList();
        assertThat(signatures).hasSize(1);
        var context = new DOMValidateContext(certificate.getPublicKey(), signatures.get(0));
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        var properties = (Element)
                document.getElementsByTagNameNS(XADES, "SignedProperties").item(0);
        context.setIdAttributeNS(properties, null, "Id");
        var signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
        assertThat(signature.getSignatureValue().validate(context))
                .as("JDK: the value")
                .isTrue();
        assertThat(signature.getSignedInfo().getReferences())
                .as("JDK: root and signed properties are covered")
                .extracting(Reference::getURI)
                .containsExactly("", "#" + properties.getAttribute("Id"));
        for (Reference reference : signature.getSignedInfo().getReferences()) {
            assertThat(reference.validate(context))
                    .as("JDK: reference '%s'", reference.getURI())
                    .isTrue();
        }
        assertThat(signatures.get(0).getParentNode()).as("enveloped").isEqualTo(document.getDocumentElement());
    }

    /** DSS's own validator, which trusts the given certificates and asks nobody else. */
    static void dss(byte[] signed, SignatureLevel level, X509Certificate... trusted) {
        var source = new CommonTrustedCertificateSource();
        List.of(trusted).forEach(certificate -> source.addCertificate(new CertificateToken(certificate)));
        var verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(source);
        var validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(signed));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(CertifiedKey.NOW));
        var report = validator.validateDocument().getSimpleReport();
        String id = report.getFirstSignatureId();
        assertThat(report.getSignaturesCount()).isEqualTo(1);
        assertThat(report.getSignatureFormat(id)).as("DSS: profile").isEqualTo(level);
        assertThat(report.getAdESValidationErrors(id)).as("DSS: errors").isEmpty();
        assertThat(report.getIndication(id)).as("DSS: indication").isEqualTo(Indication.TOTAL_PASSED);
    }

    /** xmlsec1, which shares no line with Java; its words and not its exit code, which is kind to a few broken ones. */
    static void xmlsec1(byte[] signed, Path folder) throws Exception {
        Path file = Files.write(folder.resolve("signed.xml"), signed);
        Process process = new ProcessBuilder(
                        "xmlsec1",
                        "--verify",
                        "--insecure",
                        "--enabled-key-data",
                        "x509",
                        "--id-attr:Id",
                        XADES + ":SignedProperties",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines()).as("xmlsec1: %s", said).contains("OK", "SignedInfo References (ok/all): 2/2");
    }

    /** Says so, loudly, where it is missing. */
    static void assumeXmlsec1() {
        boolean there = hasXmlsec1();
        if (!there) {
            System.err.println("SKIPPED: xmlsec1 is not installed, so it did not look at our signatures");
        }
        Assumptions.assumeTrue(there, "xmlsec1 is installed");
    }

    private static boolean hasXmlsec1() {
        try {
            return new ProcessBuilder("xmlsec1", "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
