package dev.ksef.fa3.rule;

import dev.ksef.fa3.schema.Faktura;

/** Looks for what breaks one rule. */
@FunctionalInterface
interface RuleCheck {

    void look(Faktura invoice, Found found);
}
