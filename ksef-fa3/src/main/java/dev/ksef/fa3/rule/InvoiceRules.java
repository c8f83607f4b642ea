package dev.ksef.fa3.rule;

import dev.ksef.fa3.field.UnreadableInvoiceException;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The rules that an FA(3) is checked for beside its schema: sums, rates, annotations and the like. KSeF does not check them, so
 * that breaking one is a warning; the tax office and the buyer may see it otherwise. Immutable and safe for many threads.
 *
 * <p>What KSeF does refuse beyond the schema, such as a date of issue in the future, the pre-flight check of the SDK finds; the
 * two are meant to be used together.
 */
public final class InvoiceRules {

    private static final InvoiceRules ALL = new InvoiceRules(EnumSet.allOf(Rule.class));

    private final List<Rule> rules;

    private InvoiceRules(Set<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Returns all rules. */
    public static InvoiceRules all() {
        return ALL;
    }

    /** The same check without these rules. */
    public InvoiceRules without(Rule... off) {
        Set<Rule> fewer = EnumSet.noneOf(Rule.class);
        fewer.addAll(rules);
        for (Rule rule : Objects.requireNonNull(off, "off")) {
            fewer.remove(Objects.requireNonNull(rule, "rule"));
        }
        return new InvoiceRules(fewer);
    }

    /** Returns the rules that are on, in the order in which they are looked at. */
    public Set<Rule> rules() {
        return rules.isEmpty() ? EnumSet.noneOf(Rule.class) : EnumSet.copyOf(rules);
    }

    /** Checks an invoice. Lines of findings are unknown. */
    public RuleReport check(Faktura invoice) {
        return RuleReport.of(findings(Objects.requireNonNull(invoice, "invoice")));
    }

    /**
     * Checks an invoice. One that cannot be read by the schema has a single finding, of {@link Rule#SCHEMA}: the first place
     * where it does not obey. It is not held against the other rules, even if that one is off.
     */
    public RuleReport check(InvoiceXml xml) {
        Faktura invoice;
        try {
            invoice = FakturaXml.read(Objects.requireNonNull(xml, "xml"));
        } catch (UnreadableInvoiceException unreadable) {
            return RuleReport.of(rules.contains(Rule.SCHEMA) ? List.of(finding(unreadable)) : List.of());
        }
        List<RuleFinding> findings = findings(invoice);
        return findings.isEmpty() ? RuleReport.CLEAR : RuleReport.of(XmlLines.addTo(findings, xml));
    }

    private List<RuleFinding> findings(Faktura invoice) {
        var found = new Found();
        for (Rule rule : rules) {
            found.begin(rule);
            RuleCatalogue.of(rule).look(invoice, found);
        }
        return found.findings();
    }

    private static RuleFinding finding(UnreadableInvoiceException unreadable) {
        return new RuleFinding(
                Rule.SCHEMA,
                Rule.SCHEMA.severity(),
                unreadable.path(),
                unreadable.line(),
                Found.MASKED,
                unreadable.path() + " " + unreadable.problem());
    }
}
