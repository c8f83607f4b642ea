package dev.ksef.fa3;

import dev.ksef.fa3.schema.Faktura;
import java.util.List;

/**
 * What a builder made: an invoice that obeys the schema, and what in it does not fit together.
 *
 * @param invoice to be written by {@link dev.ksef.fa3.schema.FakturaXml}
 * @param findings in the order of the invoice; empty if all given sums are those computed, and the marks fit the lines
 */
public record InvoiceDraft(Faktura invoice, List<DraftFinding> findings) {

    public InvoiceDraft {
        findings = List.copyOf(findings);
    }

    /**
     * Returns the invoice, if nothing was found.
     *
     * @throws UnfinishedInvoiceException if something was; names all of it
     */
    public Faktura withoutFindings() {
        if (!findings.isEmpty()) {
            throw new UnfinishedInvoiceException(
                    findings.stream().map(DraftFinding::toString).toList());
        }
        return invoice;
    }
}
