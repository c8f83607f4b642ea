package dev.ksef.fa3.rule;

import dev.ksef.model.finding.InvoiceFinding.Severity;
import java.util.List;

/**
 * All that was found in one invoice, in the order of lines, if they are known, otherwise of rules. A rule that is broken in
 * many places shows its first twenty.
 *
 * @param errors for which KSeF would refuse it
 * @param warnings that somebody should know of
 */
public record RuleReport(List<RuleFinding> errors, List<RuleFinding> warnings) {

    /** Nothing was found. */
    public static final RuleReport CLEAR = new RuleReport(List.of(), List.of());

    public RuleReport {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Tells whether KSeF would take it, as far as these rules know. */
    public boolean isClear() {
        return errors.isEmpty();
    }

    static RuleReport of(List<RuleFinding> findings) {
        return findings.isEmpty()
                ? CLEAR
                : new RuleReport(of(findings, Severity.ERROR), of(findings, Severity.WARNING));
    }

    private static List<RuleFinding> of(List<RuleFinding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
