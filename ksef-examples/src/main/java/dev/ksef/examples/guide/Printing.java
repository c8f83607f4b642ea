package dev.ksef.examples.guide;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.invoice.OfflineCodes;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Upo;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.pdf.InvoiceRenderer;
import dev.ksef.pdf.language.Language;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The snippets of "Print it". */
public final class Printing {

    private Printing() {}

    /** An invoice that was just sent. */
    public static void sent(InvoiceRenderer renderer, InvoiceXml xml, AcceptedInvoice accepted, Path file)
            throws IOException {
        // snippet: sent
        Files.write(file, renderer.pdf(xml, accepted.verificationLink()));
        // end
    }

    /** An invoice that somebody fetched. */
    public static byte[] fetched(
            InvoiceRenderer renderer, KsefEnvironment environment, InvoiceXml xml, KsefNumber number) {
        // snippet: fetched
        InvoiceFacts facts = new InvoiceReader(new JdkCryptoEngine()).read(xml);
        var link = new InvoiceVerificationLink(
                environment.qrBase(), facts.sellerNip(), facts.issueDate(), facts.hash(), number);
        byte[] pdf = renderer.pdf(xml, link);
        // end
        return pdf;
    }

    /** An invoice that is handed over before KSeF knows it. */
    public static byte[] offline(InvoiceRenderer renderer, OfflineCodes codes, InvoiceXml xml, Nip nip) {
        // snippet: offline
        OfflineLinks links = codes.links(new InvoiceReader(new JdkCryptoEngine()).read(xml), nip);
        byte[] pdf = renderer.pdf(xml, links);
        // end
        return pdf;
    }

    /** What has no code: a draft, and a confirmation. */
    public static void others(InvoiceRenderer renderer, InvoiceXml draft, Path upo, Path folder) throws IOException {
        // snippet: others
        Files.write(folder.resolve("draft.pdf"), renderer.pdf(draft));
        Files.write(folder.resolve("upo.pdf"), renderer.pdf(Upo.of(Files.readAllBytes(upo))));
        Files.writeString(folder.resolve("draft.html"), renderer.html(draft));
        // end
    }

    /** Other looks. */
    public static InvoiceRenderer looks(Path logo) throws IOException {
        // snippet: looks
        InvoiceRenderer renderer = InvoiceRenderer.builder()
                .language(Language.BILINGUAL)
                .accent(0x6A1B2C)
                .logo(Files.readAllBytes(logo))
                .build();
        // end
        return renderer;
    }

    /** A simulator whose page shows invoices. */
    public static KsefSimulator simulator(InvoiceRenderer renderer) {
        // snippet: simulator
        SimulatorBuilder settings =
                KsefSimulator.builder().invoiceView((xml, number, qrBase) -> renderer.html(InvoiceXml.of(xml)));
        // end
        return settings.start();
    }
}
