package dev.ksef.pdf.sheet;

import java.util.List;

/**
 * A row of a table.
 *
 * @param kind how it is set
 * @param cells as many as the table has columns
 */
public record Row(Kind kind, List<Cell> cells) {

    /** How a row is set. */
    public enum Kind {
        /** As usual. */
        USUAL,
        /** What a correction replaces: pale. */
        BEFORE,
        /** What a correction changes by: set off. */
        DIFFERENCE,
        /** The sum of others: bold. */
        SUM
    }

    /** Copies the cells. */
    public Row {
        cells = List.copyOf(cells);
    }
}
