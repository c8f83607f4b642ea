package dev.ksef.examples.guide;

import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.Rule;
import dev.ksef.fa3.rule.RuleFinding;
import dev.ksef.fa3.rule.RuleReport;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.model.InvoiceXml;
import java.nio.file.Path;

/** The snippets of "Why KSeF would refuse it, and what it does not see". */
public final class SemanticRules {

    private SemanticRules() {}

    /** What is wrong with a file by its meaning. */
    public static RuleReport check(Path file) {
        // snippet: check
        RuleReport report = InvoiceRules.all().check(InvoiceXml.read(file));
        for (RuleFinding finding : report.warnings()) {
            System.out.println(finding);
            System.out.println(finding.remedy() + " (" + finding.rule().source().place() + ")");
        }
        // end
        return report;
    }

    /** What is wrong with an invoice that is no XML yet. */
    public static RuleReport check(Faktura invoice) {
        // snippet: types
        RuleReport report = InvoiceRules.all().check(invoice);
        // end
        return report;
    }

    /** All rules but some. */
    public static InvoiceRules fewer() {
        // snippet: without
        InvoiceRules rules = InvoiceRules.all().without(Rule.LINE_VALUE, Rule.BUYER_DETAILS);
        // end
        return rules;
    }
}
