package dev.ksef.cli.print;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.pdf.InvoiceRenderer;
import dev.ksef.simulator.InvoiceView;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows the invoices of the simulator. What draws them is made when somebody looks at the first. */
public final class SimulatedInvoices implements InvoiceView {

    private final InvoiceReader reader = new InvoiceReader(new JdkCryptoEngine());
    private @Nullable InvoiceRenderer renderer;

    @Override
    public String html(byte[] xml, String ksefNumber, String qrBase) {
        InvoiceXml invoice = InvoiceXml.of(xml);
        InvoiceFacts facts = reader.read(invoice);
        var link = new InvoiceVerificationLink(
                URI.create(qrBase),
                Objects.requireNonNull(facts.sellerNip()),
                Objects.requireNonNull(facts.issueDate()),
                facts.hash(),
                KsefNumber.of(ksefNumber));
        return renderer().html(invoice, link);
    }

    private synchronized InvoiceRenderer renderer() {
        InvoiceRenderer made = renderer == null ? InvoiceRenderer.polish() : renderer;
        renderer = made;
        return made;
    }
}
