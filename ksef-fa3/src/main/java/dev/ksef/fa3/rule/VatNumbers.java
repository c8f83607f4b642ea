package dev.ksef.fa3.rule;

import dev.ksef.fa3.code.TKodyKrajowUE;
import java.util.Map;
import java.util.regex.Pattern;

/** The forms of VAT numbers in the European Union, without the country's prefix. */
final class VatNumbers {

    private static final Map<TKodyKrajowUE, Pattern> FORMS = Map.ofEntries(
            form(TKodyKrajowUE.AT, "U[0-9]{8}"),
            form(TKodyKrajowUE.BE, "[01][0-9]{9}"),
            form(TKodyKrajowUE.BG, "[0-9]{9,10}"),
            form(TKodyKrajowUE.CY, "[0-9]{8}[A-Z]"),
            form(TKodyKrajowUE.CZ, "[0-9]{8,10}"),
            form(TKodyKrajowUE.DE, "[0-9]{9}"),
            form(TKodyKrajowUE.DK, "[0-9]{8}"),
            form(TKodyKrajowUE.EE, "[0-9]{9}"),
            form(TKodyKrajowUE.EL, "[0-9]{9}"),
            form(TKodyKrajowUE.ES, "[0-9A-Z][0-9]{7}[0-9A-Z]"),
            form(TKodyKrajowUE.FI, "[0-9]{8}"),
            form(TKodyKrajowUE.FR, "[0-9A-Z]{2}[0-9]{9}"),
            form(TKodyKrajowUE.HR, "[0-9]{11}"),
            form(TKodyKrajowUE.HU, "[0-9]{8}"),
            form(TKodyKrajowUE.IE, "[0-9][0-9A-Z+*][0-9]{5}[A-Z]|[0-9]{7}[A-Z]{2}"),
            form(TKodyKrajowUE.IT, "[0-9]{11}"),
            form(TKodyKrajowUE.LT, "[0-9]{9}|[0-9]{12}"),
            form(TKodyKrajowUE.LU, "[0-9]{8}"),
            form(TKodyKrajowUE.LV, "[0-9]{11}"),
            form(TKodyKrajowUE.MT, "[0-9]{8}"),
            form(TKodyKrajowUE.NL, "[0-9A-Z+*]{12}"),
            form(TKodyKrajowUE.PL, "[0-9]{10}"),
            form(TKodyKrajowUE.PT, "[0-9]{9}"),
            form(TKodyKrajowUE.RO, "[0-9]{2,10}"),
            form(TKodyKrajowUE.SE, "[0-9]{12}"),
            form(TKodyKrajowUE.SI, "[0-9]{8}"),
            form(TKodyKrajowUE.SK, "[0-9]{10}"),
            form(TKodyKrajowUE.XI, "[0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3}"));

    private VatNumbers() {}

    /** Tells whether a number has the form of its country. */
    static boolean fits(TKodyKrajowUE country, String number) {
        Pattern form = FORMS.get(country);
        return form == null || form.matcher(number).matches();
    }

    private static Map.Entry<TKodyKrajowUE, Pattern> form(TKodyKrajowUE country, String form) {
        return Map.entry(country, Pattern.compile(form));
    }
}
