package dev.ksef.pdf.content;

import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Table;
import dev.ksef.pdf.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of an invoice's lines, or of an order's. Lines before and after a correction stand under each other. */
final class LineTable {

    private final List<LineColumn> columns;
    private final LineNotes notes;
    private final Words words;
    private final List<Row> rows = new ArrayList<>();

    private LineTable(List<LineItem> lines, LineNotes notes, Words words) {
        this.columns = Stream.of(LineColumn.values())
                .filter(column -> column.isUsedBy(lines))
                .toList();
        this.notes = notes;
        this.words = words;
    }

    static Table of(List<LineItem> lines, LineNotes notes, Words words) {
        var table = new LineTable(lines, notes, words);
        LinePairs.of(lines).forEach(table::add);
        return new Table(
                table.columns.stream().map(column -> column.column(words)).toList(), table.rows);
    }

    private void add(LinePairs.Pair pair) {
        LineItem before = pair.before();
        LineItem after = pair.after();
        if (before != null) {
            rows.add(row(Row.Kind.BEFORE, before, words.text("line.before")));
        }
        if (after != null) {
            rows.add(row(Row.Kind.USUAL, after, words.text("line.after")));
        }
        if (before != null && after != null) {
            addDifference(before, after);
        }
    }

    private Row row(Row.Kind kind, LineItem line, String state) {
        return new Row(
                kind, columns.stream().map(column -> cell(column, line, state)).toList());
    }

    private Cell cell(LineColumn column, LineItem line, String state) {
        return switch (column) {
            case STATE -> Cell.of(state);
            case NAME -> new Cell(column.text(line, words), notes.of(line));
            default -> Cell.of(column.text(line, words));
        };
    }

    /** Adds what changed, unless nothing can be subtracted. */
    private void addDifference(LineItem before, LineItem after) {
        List<Cell> cells = columns.stream()
                .map(column -> Cell.of(
                        column == LineColumn.STATE
                                ? words.text("line.difference")
                                : column.difference(before, after, words)))
                .toList();
        if (cells.stream().filter(cell -> !cell.text().isEmpty()).count() > 1) {
            rows.add(new Row(Row.Kind.DIFFERENCE, cells));
        }
    }
}
