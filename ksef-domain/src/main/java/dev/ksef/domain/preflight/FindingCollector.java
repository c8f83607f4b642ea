package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.Place;
import dev.ksef.model.invoice.Finding;
import dev.ksef.model.invoice.Finding.Severity;
import dev.ksef.model.invoice.InvoiceRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what is found in one invoice, for the rules that are on. */
final class FindingCollector {

    private static final int MOST_PER_RULE = 20;
    private static final Comparator<Finding> BY_PLACE =
            Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column);

    private final Map<InvoiceRule, Severity> severities;
    private final Map<InvoiceRule, Integer> counts = new EnumMap<>(InvoiceRule.class);
    private final List<Finding> findings = new ArrayList<>();

    FindingCollector(Map<InvoiceRule, Severity> severities) {
        this.severities = severities;
    }

    /** Whether more of this rule is wanted: it is on, and has not been broken too often already. */
    boolean wants(InvoiceRule rule) {
        return severities.containsKey(rule) && counts.getOrDefault(rule, 0) < MOST_PER_RULE;
    }

    void add(InvoiceRule rule, Place place, String message) {
        add(rule, place, message, rule.remedy());
    }

    void add(InvoiceRule rule, Place place, String message, String remedy) {
        Severity severity = severities.get(rule);
        if (severity != null && wants(rule)) {
            counts.merge(rule, 1, Integer::sum);
            findings.add(new Finding(rule, severity, place.line(), place.column(), message, remedy));
        }
    }

    PreFlightReport report() {
        findings.sort(BY_PLACE);
        return findings.isEmpty()
                ? PreFlightReport.CLEAR
                : new PreFlightReport(of(Severity.ERROR), of(Severity.WARNING));
    }

    private List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
