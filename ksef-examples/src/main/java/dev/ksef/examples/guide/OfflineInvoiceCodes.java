package dev.ksef.examples.guide;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.domain.invoice.CertificateLinkCheck;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.invoice.LinkVerdict;
import dev.ksef.domain.invoice.OfflineCodes;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.port.signing.DigestSigner;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Time;
import dev.ksef.qr.QrCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** The snippets of "Codes of offline invoices". */
public final class OfflineInvoiceCodes {

    private OfflineInvoiceCodes() {}

    /** A signer whose key lives elsewhere. */
    public static Signer signer(X509Certificate certificate, DigestSigner keyService) {
        // snippet: signer
        Signer signer = Signer.of(List.of(certificate), (algorithm, digest) -> keyService.sign(algorithm, digest));
        // end
        return signer;
    }

    /** Both codes, to be printed on the invoice. */
    public static OfflineLinks print(KsefEnvironment environment, Signer signer, String nip, Path invoice, Path folder)
            throws IOException {
        // snippet: print
        OfflineCodes codes = new OfflineCodes(environment, signer, Time.system());
        InvoiceFacts facts = new InvoiceReader(new JdkCryptoEngine()).read(InvoiceXml.read(invoice));
        OfflineLinks links = codes.links(facts, Nip.of(nip));
        Files.write(folder.resolve("kod1.png"), QrCode.png(links.invoice()));
        Files.write(folder.resolve("kod2.png"), QrCode.png(links.certificate()));
        Files.write(folder.resolve("both.svg"), QrCode.svg(links));
        // end
        return links;
    }

    /** The very same file, sent when KSeF can be reached. */
    public static SentInvoice sendLater(OnlineSession session, Path invoice) {
        // snippet: later
        SentInvoice sent = session.send(InvoiceXml.read(invoice), SendOptions.OFFLINE);
        // end
        return sent;
    }

    /** What is wrong with a code that somebody printed. */
    public static LinkVerdict check(
            KsefEnvironment environment, String scanned, InvoiceFacts facts, X509Certificate certificate) {
        // snippet: check
        LinkVerdict verdict = new CertificateLinkCheck(environment).check(scanned, facts, certificate, Instant.now());
        if (!verdict.fits()) {
            System.out.println("The code does not fit: " + verdict.misfits());
        }
        // end
        return verdict;
    }
}
