package dev.ksef.domain.batch;

import dev.ksef.model.finding.InvoiceFinding;
import java.util.List;
import java.util.Objects;

/**
 * An invoice that is not sent, since KSeF would refuse it.
 *
 * @param index its place among the invoices that the caller gave, from 0
 * @param sourceName the caller's name of it
 * @param findings what is wrong with it
 */
public record LeftOutInvoice(int index, String sourceName, List<InvoiceFinding> findings) {

    public LeftOutInvoice {
        Objects.requireNonNull(sourceName, "sourceName");
        findings = List.copyOf(findings);
    }
}
