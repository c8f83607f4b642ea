package dev.ksef.model.error;

import dev.ksef.model.finding.InvoiceFinding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Thrown if nothing of several invoices was sent, since KSeF would refuse some of them. */
public final class KsefInvalidPackageException extends KsefException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_TOLD = 5;

    private final transient Map<String, List<InvoiceFinding>> findings;

    /**
     * @param findings by the number of the invoice, from 1, and the caller's name of it: {@code #6 bad.xml}
     * @param invoices how many there are, with the good ones
     */
    public KsefInvalidPackageException(Map<String, List<InvoiceFinding>> findings, int invoices) {
        super(message(findings, invoices));
        this.findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    }

    /** Returns all problems, by the number of the invoice, from 1, and the caller's name of it ({@code #6 bad.xml}), in that order. */
    public Map<String, List<InvoiceFinding>> findings() {
        return findings;
    }

    private static String message(Map<String, List<InvoiceFinding>> findings, int invoices) {
        String first = findings.entrySet().stream()
                .limit(MOST_TOLD)
                .map(invoice -> invoice.getKey() + ": "
                        + invoice.getValue().stream()
                                .findFirst()
                                .map(Object::toString)
                                .orElse("unfit"))
                .collect(Collectors.joining("; "));
        int more = findings.size() - MOST_TOLD;
        return "Nothing was sent, since KSeF would refuse " + findings.size() + " of " + invoices + " invoices: "
                + first
                + (more > 0 ? "; and " + more + " more" : "")
                + ". Mend them, or have them left out";
    }
}
