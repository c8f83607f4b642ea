package dev.ksef.domain.invoice;

import dev.ksef.domain.xml.FactCollector;
import dev.ksef.domain.xml.InvoiceWalk;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.port.CryptoEngine;

/**
 * Reads the facts of invoices in one pass, leniently: a fact that cannot be read is absent, and where the XML breaks off
 * the facts before that stand. It never fails, is safe for many threads, and looks at nothing but the file.
 */
public final class InvoiceReader {

    private final CryptoEngine crypto;

    public InvoiceReader(CryptoEngine crypto) {
        this.crypto = crypto;
    }

    /**
     * Returns the facts of an invoice: an FA(2), FA(3), FA_RR or PEF; of anything else, and of what has a document type or an
     * element to which more than 100 namespace declarations apply, hash and size.
     */
    public InvoiceFacts read(InvoiceXml invoice) {
        return invoice.lend(bytes -> {
            var facts = new FactCollector();
            InvoiceWalk.through(bytes, null, facts);
            return facts.facts(crypto.sha256(bytes), bytes.length);
        });
    }
}
