package dev.ksef.fa3.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Collects what breaks the rule that is looked at. */
final class Found {

    static final String FA = "/Faktura/Fa";
    static final String MASKED = "***";
    private static final int MOST_PER_RULE = 20;

    private final List<RuleFinding> findings = new ArrayList<>();
    private Rule rule = Rule.SCHEMA;
    private int count;

    void begin(Rule next) {
        rule = next;
        count = 0;
    }

    /** Adds a finding without a value: something is missing in an element. */
    void missing(String xpath, String message) {
        add(xpath, "", message);
    }

    void add(String xpath, BigDecimal value, String message) {
        add(xpath, value.toPlainString(), message);
    }

    void add(String xpath, String value, String message) {
        if (count++ < MOST_PER_RULE) {
            findings.add(new RuleFinding(rule, rule.severity(), xpath, -1, value, message));
        }
    }

    List<RuleFinding> findings() {
        return findings;
    }

    /** The XPath of an element that is repeated. */
    static String one(String xpath, int index) {
        return xpath + '[' + (index + 1) + ']';
    }
}
