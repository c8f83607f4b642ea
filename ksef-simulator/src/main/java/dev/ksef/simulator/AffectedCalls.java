package dev.ksef.simulator;

import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which calls of an operation a fault affects, by their numbers from 1. Its text form is {@code 3}, {@code 2-5},
 * {@code every:20}, or a share such as {@code 5%}; for all calls it is empty. A share looks random, but the seed of
 * the plan settles it.
 */
public final class AffectedCalls {

    private static final AffectedCalls ALL = new AffectedCalls("", (number, draw) -> true);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Pattern EVERY = Pattern.compile("every:(\\d{1,9})");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

    /** Decides by the number of a call, and by a draw between 0 and 1 for shares. */
    @FunctionalInterface
    private interface Choice {
        boolean takes(long number, DoubleSupplier draw);
    }

    private final String text;
    private final Choice choice;

    private AffectedCalls(String text, Choice choice) {
        this.text = text;
        this.choice = choice;
    }

    /** All calls. */
    public static AffectedCalls all() {
        return ALL;
    }

    /** The one call with this number. */
    public static AffectedCalls only(long number) {
        return new AffectedCalls(Long.toString(positive(number)), (call, draw) -> call == number);
    }

    /**
     * The calls from one number to another, both included.
     *
     * @throws IllegalArgumentException if the second number is below the first, or the first is below 1
     */
    public static AffectedCalls between(long first, long last) {
        if (positive(first) > last) {
            throw new IllegalArgumentException("A range of calls ends before it begins: " + first + "-" + last);
        }
        return new AffectedCalls(first + "-" + last, (call, draw) -> call >= first && call <= last);
    }

    /** The calls whose numbers this number divides: {@code every(20)} affects calls 20, 40, 60 and so on. */
    public static AffectedCalls every(long number) {
        return new AffectedCalls("every:" + positive(number), (call, draw) -> call % number == 0);
    }

    /**
     * A share of all calls, spread as if by chance. The same seed, operation and number always decide alike.
     *
     * @throws IllegalArgumentException if it is not between 0 and 100
     */
    public static AffectedCalls share(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("A share of calls is between 0 and 100 %: " + percent);
        }
        return new AffectedCalls(decimal(percent) + "%", (call, draw) -> draw.getAsDouble() * 100 < percent);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if the text is no such form
     */
    static AffectedCalls parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            long first = Long.parseLong(range.group(1));
            return range.group(2) == null ? only(first) : between(first, Long.parseLong(range.group(2)));
        }
        Matcher every = EVERY.matcher(text);
        if (every.matches()) {
            return every(Long.parseLong(every.group(1)));
        }
        Matcher share = SHARE.matcher(text);
        if (share.matches()) {
            return share(Double.parseDouble(share.group(1)));
        }
        throw new IllegalArgumentException("Not calls: #" + text + "; write #3, #2-5, #every:20 or #5%");
    }

    boolean include(long number, DoubleSupplier draw) {
        return choice.takes(number, draw);
    }

    private static long positive(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("Calls are counted from 1, not " + number);
        }
        return number;
    }

    private static String decimal(double percent) {
        return String.format(Locale.ROOT, "%.6f", percent).replaceAll("\\.?0+$", "");
    }

    /** The text form. */
    @Override
    public String toString() {
        return text;
    }
}
