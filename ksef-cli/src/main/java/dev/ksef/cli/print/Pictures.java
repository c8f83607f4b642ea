package dev.ksef.cli.print;

import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Upo;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.pdf.InvoiceRenderer;
import java.nio.charset.StandardCharsets;

/** Makes pictures of one kind: all as PDF, or all as HTML. */
public final class Pictures {

    private final InvoiceRenderer renderer;
    private final boolean html;

    public Pictures(InvoiceRenderer renderer, boolean html) {
        this.renderer = renderer;
        this.html = html;
    }

    /** What the names of the files end with. */
    public String ending() {
        return html ? ".html" : ".pdf";
    }

    public byte[] of(Upo upo) {
        return html ? utf8(renderer.html(upo)) : renderer.pdf(upo);
    }

    public byte[] of(InvoiceXml invoice) {
        return html ? utf8(renderer.html(invoice)) : renderer.pdf(invoice);
    }

    public byte[] of(InvoiceXml invoice, InvoiceVerificationLink link) {
        return html ? utf8(renderer.html(invoice, link)) : renderer.pdf(invoice, link);
    }

    public byte[] of(InvoiceXml invoice, OfflineLinks links) {
        return html ? utf8(renderer.html(invoice, links)) : renderer.pdf(invoice, links);
    }

    private static byte[] utf8(String page) {
        return page.getBytes(StandardCharsets.UTF_8);
    }
}
