package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import java.util.HashSet;
import java.util.Set;

/** Lines, without their amounts. */
final class LineChecks {

    private LineChecks() {}

    static void missing(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (fa.faWiersz().isEmpty() && Kinds.is(fa, TRodzajFaktury.VAT, TRodzajFaktury.ROZ, TRodzajFaktury.UPR)) {
            found.missing(FA, "FaWiersz is missing: the invoice has no lines");
        }
    }

    /** In a correction, a line before and after it may have the same number. */
    static void numberTwice(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.isCorrection(fa)) {
            return;
        }
        var seen = new HashSet<Long>();
        for (int i = 0; i < fa.faWiersz().size(); i++) {
            long number = fa.faWiersz().get(i).nrWierszaFa();
            if (!seen.add(number)) {
                found.add(
                        Found.one(FA + "/FaWiersz", i) + "/NrWierszaFa",
                        Long.toString(number),
                        "a line above has the same number");
            }
        }
    }

    static void name(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.isCorrection(fa)) {
            return;
        }
        for (int i = 0; i < fa.faWiersz().size(); i++) {
            if (fa.faWiersz().get(i).p_7() == null) {
                found.missing(Found.one(FA + "/FaWiersz", i), "P_7, the name of what was sold, is missing");
            }
        }
    }

    static void described(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < fa.dodatkowyOpis().size(); i++) {
            Long number = fa.dodatkowyOpis().get(i).nrWiersza();
            if (number == null) {
                continue;
            }
            if (numbers.isEmpty()) {
                fa.faWiersz().forEach(line -> numbers.add(line.nrWierszaFa()));
                if (fa.zamowienie() != null) {
                    fa.zamowienie().zamowienieWiersz().forEach(line -> numbers.add(line.nrWierszaZam()));
                }
            }
            if (!numbers.contains(number)) {
                found.add(
                        Found.one(FA + "/DodatkowyOpis", i) + "/NrWiersza",
                        number.toString(),
                        "no line of the invoice or of the order has this number");
            }
        }
    }
}
