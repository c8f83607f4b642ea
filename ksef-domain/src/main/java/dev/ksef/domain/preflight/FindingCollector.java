package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.FilePosition;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceFinding.Severity;
import dev.ksef.model.finding.InvoiceRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what is found in one invoice, for the rules that are on. */
final class FindingCollector {

    private static final int MOST_PER_RULE = 20;
    private static final Comparator<InvoiceFinding> BY_PLACE =
            Comparator.comparingInt(InvoiceFinding::line).thenComparingInt(InvoiceFinding::column);

    private final Map<InvoiceRule, Severity> severities;
    private final Map<InvoiceRule, Integer> counts = new EnumMap<>(InvoiceRule.class);
    private final List<InvoiceFinding> findings = new ArrayList<>();

    FindingCollector(Map<InvoiceRule, Severity> severities) {
        this.severities = severities;
    }

    /** Tells whether more of this rule is wanted: it is on, and has not been broken too often already. */
    boolean wants(InvoiceRule rule) {
        return severities.containsKey(rule) && counts.getOrDefault(rule, 0) < MOST_PER_RULE;
    }

    void add(InvoiceRule rule, FilePosition place, String message) {
        add(rule, place, message, rule.remedy());
    }

    void add(InvoiceRule rule, FilePosition place, String message, String remedy) {
        Severity severity = severities.get(rule);
        if (severity != null && wants(rule)) {
            counts.merge(rule, 1, Integer::sum);
            findings.add(new InvoiceFinding(rule, severity, place.line(), place.column(), message, remedy));
        }
    }

    PreFlightReport report() {
        findings.sort(BY_PLACE);
        return findings.isEmpty()
                ? PreFlightReport.CLEAR
                : new PreFlightReport(of(Severity.ERROR), of(Severity.WARNING));
    }

    private List<InvoiceFinding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
