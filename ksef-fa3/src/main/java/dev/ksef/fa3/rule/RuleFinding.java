package dev.ksef.fa3.rule;

import dev.ksef.model.finding.InvoiceFinding.Severity;
import java.util.Objects;

/**
 * One place where an invoice breaks a rule. It may show amounts, rates, dates and codes, and never names, addresses, numbers of
 * taxpayers, of accounts or of invoices.
 *
 * @param rule the broken rule
 * @param severity whether KSeF would refuse it
 * @param xpath the element that is wrong, or in which something is missing; an XPath without prefixes, such as
 *     {@code /Faktura/Fa/FaWiersz[3]/P_11}
 * @param line the line in which the start tag of that element ends, from 1; -1 if unknown
 * @param value what stands there; {@code ***} if it must not be shown, empty if something is missing
 * @param message what is wrong
 */
public record RuleFinding(Rule rule, Severity severity, String xpath, int line, String value, String message) {

    public RuleFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(xpath, "xpath");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(message, "message");
    }

    /** Returns what to do about it. */
    public String remedy() {
        return rule.remedy();
    }

    RuleFinding at(int line) {
        return new RuleFinding(rule, severity, xpath, line, value, message);
    }

    /** Returns rule, place and problem in one line. */
    @Override
    public String toString() {
        return rule + " at " + xpath + (line < 0 ? "" : " (line " + line + ")") + ": " + message;
    }
}
