package dev.ksef.benchmarks;

import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.LocalKey;
import dev.ksef.benchmarks.sample.SignedUpo;
import dev.ksef.model.Upo;
import dev.ksef.signature.upo.CertificatePin;
import dev.ksef.signature.upo.ExpectedCertificates;
import dev.ksef.signature.upo.UpoSignatureCheck;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What it costs to check the signature of a UPO against a pinned certificate, beside what the JDK's {@code javax.xml.crypto} takes
 * to parse the same document and to compute its digests and its value with the same key. That tells neither what was signed nor by
 * whom.
 */
public final class UpoCheck {

    private UpoCheck() {}

    /** Measures UPO of one invoice, of 100 and of 1 000. */
    public static void main(String[] arguments) throws Exception {
        Report report = Report.of(UpoCheck.class, arguments);
        InTurns.head(report);
        for (int invoices : new int[] {1, 100, 1_000}) {
            measure(invoices, report);
        }
        report.finish();
    }

    private static void measure(int invoices, Report report) throws Exception {
        LocalKey key = LocalKey.of("rsa");
        X509Certificate certificate = key.certificate().certificate();
        byte[] document = SignedUpo.of(invoices, key);
        var given = new UpoSignatureCheck(certificate);
        var pinned = new UpoSignatureCheck(ExpectedCertificates.pinned(CertificatePin.ofCertificate(certificate)));
        String name = "UPO of " + invoices + ", ";
        var ways = new InTurns()
                .way(name + "given", () -> good(given, document))
                .way(name + "pinned", () -> good(pinned, document))
                .way("JDK", () -> valid(document, certificate.getPublicKey()))
                .measure();
        ways.compare(report, name + "given", "JDK", "at most 2.5", "at most 3");
        ways.compare(report, name + "pinned", "JDK", "at most 2.5", "at most 3");
    }

    private static Object good(UpoSignatureCheck check, byte[] document) {
        var verdict = check.check(Upo.of(document));
        if (!verdict.isGood()) {
            throw new IllegalStateException(verdict.toString());
        }
        return verdict;
    }

    private static Object valid(byte[] bytes, PublicKey key) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        var signature = (Element)
                document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
        var signed = (Element)
                signature.getElementsByTagNameNS("*", "SignedProperties").item(0);
        var context = new DOMValidateContext(key, signature);
        context.setIdAttributeNS(signed, null, "Id");
        if (!XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context)) {
            throw new IllegalStateException("The JDK finds this UPO altered");
        }
        return document;
    }
}
