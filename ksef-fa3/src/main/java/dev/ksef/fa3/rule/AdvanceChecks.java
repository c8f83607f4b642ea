package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import java.util.HashSet;

/** Advance invoices, and those that settle them. */
final class AdvanceChecks {

    private AdvanceChecks() {}

    static void numbers(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.is(fa, TRodzajFaktury.ROZ) && fa.fakturaZaliczkowa().isEmpty()) {
            found.add(FA + "/RodzajFaktury", "ROZ", "FakturaZaliczkowa, the number of the advance invoice, is missing");
        }
    }

    static void numberTwice(Faktura invoice, Found found) {
        var seen = new HashSet<Fa.FakturaZaliczkowa>();
        for (int i = 0; i < invoice.fa().fakturaZaliczkowa().size(); i++) {
            if (!seen.add(invoice.fa().fakturaZaliczkowa().get(i))) {
                found.add(
                        Found.one(FA + "/FakturaZaliczkowa", i),
                        Found.MASKED,
                        "the same advance invoice is named above");
            }
        }
    }

    static void order(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.is(fa, TRodzajFaktury.ZAL) && fa.zamowienie() == null) {
            found.add(FA + "/RodzajFaktury", "ZAL", "Zamowienie, what was ordered, is missing");
        }
    }
}
