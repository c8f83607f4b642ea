package dev.ksef.pdf.sheet;

import org.jspecify.annotations.Nullable;

/**
 * A cell of a table.
 *
 * @param text what stands there, perhaps nothing
 * @param note further particulars, small, under it
 */
public record Cell(String text, @Nullable String note) {

    /** A cell with nothing in it. */
    public static final Cell EMPTY = new Cell("", null);

    /** Returns a cell without a note. */
    public static Cell of(String text) {
        return new Cell(text, null);
    }
}
