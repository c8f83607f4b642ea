package dev.ksef.pdf.words;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes the numbers of bank accounts as people read them. */
public final class AccountNumber {

    private static final Pattern POLISH = Pattern.compile("[0-9]{26}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}");
    private static final int GROUP = 4;
    private static final int CHECK_DIGITS = 2;

    private AccountNumber() {}

    /**
     * Writes a number in groups of four, of which a Polish one without its country has the check digits before them. Anything
     * else stays as it is.
     */
    public static String written(String number) {
        if (POLISH.matcher(number).matches()) {
            return number.substring(0, CHECK_DIGITS) + " " + grouped(number.substring(CHECK_DIGITS));
        }
        return IBAN.matcher(number).matches() ? grouped(number) : number;
    }

    private static String grouped(String text) {
        List<String> groups = new ArrayList<>();
        for (int start = 0; start < text.length(); start += GROUP) {
            groups.add(text.substring(start, Math.min(start + GROUP, text.length())));
        }
        return String.join(" ", groups);
    }
}
