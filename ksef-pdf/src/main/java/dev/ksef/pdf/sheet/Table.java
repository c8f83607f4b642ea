package dev.ksef.pdf.sheet;

import java.util.List;

/** A table. It goes on over pages, with its heads on each. */
public record Table(List<Column> columns, List<Row> rows) implements Block {

    /**
     * Copies both.
     *
     * @throws IllegalArgumentException if there is no column, or a row has another number of cells
     */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table needs a column");
        }
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("A table of " + columns.size() + " columns has a row of "
                        + row.cells().size());
            }
        }
    }
}
