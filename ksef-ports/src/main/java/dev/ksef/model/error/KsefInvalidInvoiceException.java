package dev.ksef.model.error;

import dev.ksef.model.finding.InvoiceFinding;
import java.util.List;

/** Thrown if an invoice was not sent, since KSeF would refuse it. */
public final class KsefInvalidInvoiceException extends KsefException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_TOLD = 5;

    private final List<InvoiceFinding> findings;

    public KsefInvalidInvoiceException(List<InvoiceFinding> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    /** Returns all problems of the invoice, in the order of their places in it. */
    public List<InvoiceFinding> findings() {
        return findings;
    }

    private static String message(List<InvoiceFinding> findings) {
        var message = new StringBuilder("The invoice was not sent, since KSeF would refuse it");
        for (InvoiceFinding finding : findings.subList(0, Math.min(MOST_TOLD, findings.size()))) {
            message.append("; ")
                    .append(finding)
                    .append(" (")
                    .append(finding.remedy())
                    .append(')');
        }
        if (findings.size() > MOST_TOLD) {
            message.append("; and ").append(findings.size() - MOST_TOLD).append(" more");
        }
        return message.toString();
    }
}
