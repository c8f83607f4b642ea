package dev.ksef.fa3.internal;

/** Numbers as texts. */
final class Numerals {

    /** Longer ones are allowed by the schema, if they have enough zeros; nobody writes them. */
    private static final int MOST_CHARACTERS = 1000;

    private Numerals() {}

    /** Tells whether this is a whole number, perhaps with a sign. */
    static boolean isWhole(String text) {
        int start = signed(text) ? 1 : 0;
        return text.length() > start && text.length() <= MOST_CHARACTERS && digits(text, start) == text.length();
    }

    /** Tells whether this is a decimal number, perhaps with a sign. */
    static boolean isDecimal(String text) {
        int start = signed(text) ? 1 : 0;
        int point = digits(text, start);
        if (text.length() > MOST_CHARACTERS) {
            return false;
        }
        if (point == text.length()) {
            return point > start;
        }
        boolean any = text.length() - start > 1;
        return any && text.charAt(point) == '.' && digits(text, point + 1) == text.length();
    }

    /** Tells whether a decimal number has no plus sign, no needless zeros before its point, and digits on both sides of it. */
    static boolean isPlain(String decimal) {
        int start = decimal.charAt(0) == '-' ? 1 : 0;
        int point = digits(decimal, start);
        boolean zeros = decimal.charAt(start) == '0' && point > start + 1;
        return point > start && !zeros && !decimal.endsWith(".");
    }

    private static boolean signed(String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    }

    /** Returns the index of the first character from this index on that is no digit. */
    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
