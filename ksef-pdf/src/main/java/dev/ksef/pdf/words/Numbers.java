package dev.ksef.pdf.words;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Writes numbers: exactly, with groups of three digits. Not for several threads. */
public final class Numbers {

    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final int PLACES_OF_MONEY = 2;

    private final DecimalFormat format;

    private Numbers(char point, char group) {
        var symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setDecimalSeparator(point);
        symbols.setGroupingSeparator(group);
        symbols.setMinusSign('-');
        format = new DecimalFormat("#,##0", symbols);
    }

    static Numbers polish() {
        return new Numbers(',', NO_BREAK_SPACE);
    }

    static Numbers english() {
        return new Numbers('.', ',');
    }

    /** Writes an amount or a price with as many places as it has, and at least two. */
    public String money(BigDecimal value) {
        return written(value, Math.max(value.scale(), PLACES_OF_MONEY));
    }

    /** Writes an amount with its currency. */
    public String money(BigDecimal value, String currency) {
        return money(value) + NO_BREAK_SPACE + currency;
    }

    /** Writes a number with as many places as it has. */
    public String number(BigDecimal value) {
        return written(value, Math.max(value.scale(), 0));
    }

    /** Writes a percentage with as many places as it has. */
    public String percent(BigDecimal value) {
        return number(value) + "%";
    }

    private String written(BigDecimal value, int places) {
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format.format(value);
    }
}
