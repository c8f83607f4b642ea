package dev.ksef.pdf.sheet;

/**
 * A column of a table.
 *
 * @param label stands above it
 * @param alignment of its cells
 */
public record Column(Label label, Alignment alignment) {

    /** Where a cell's text stands. */
    public enum Alignment {
        /** Words: at the left, and broken into lines where they are long. */
        WORDS,
        /** Numbers: at the right. */
        NUMBERS
    }

    /** Returns a column of words. */
    public static Column words(Label label) {
        return new Column(label, Alignment.WORDS);
    }

    /** Returns a column of numbers. */
    public static Column numbers(Label label) {
        return new Column(label, Alignment.NUMBERS);
    }
}
