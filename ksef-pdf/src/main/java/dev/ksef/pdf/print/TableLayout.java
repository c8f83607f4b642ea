package dev.ksef.pdf.print;

import dev.ksef.pdf.sheet.Cell;
import dev.ksef.pdf.sheet.Column;
import dev.ksef.pdf.sheet.Row;
import dev.ksef.pdf.sheet.Table;
import java.util.Arrays;

/**
 * How large a table's letters are, and how wide its columns. Numbers are not broken as long as letters can be made smaller; words
 * share what is left.
 *
 * @param size of letters, in points
 * @param widths of the columns, in points; together as wide as the room
 */
record TableLayout(double size, double[] widths) {

    static final double PADDING = 4;

    private static final double LARGEST = 8;
    private static final double SMALLEST = 5;
    private static final double STEP = 0.5;

    /** A longer word, also in a head, is broken rather than that letters become smaller; in sizes of a letter. */
    private static final double LONGEST_WORD = 9;

    private static final double MOST_AIR = 24;

    static TableLayout of(Table table, double room) {
        double[] whole = new double[table.columns().size()];
        double[] words = new double[whole.length];
        measure(table, whole, words);
        double size = LARGEST;
        while (size > SMALLEST && sum(scaled(words, size)) > room) {
            size -= STEP;
        }
        return new TableLayout(size, share(table, scaled(whole, size), scaled(words, size), room));
    }

    /** Measures for each column, at one point, the widest text and the widest that must not be broken. */
    private static void measure(Table table, double[] whole, double[] words) {
        for (int i = 0; i < whole.length; i++) {
            Column column = table.columns().get(i);
            double head = longestWord(column.label().text(), Typeface.BOLD);
            if (column.label().second() != null) {
                head = Math.max(head, longestWord(column.label().second(), Typeface.REGULAR));
            }
            whole[i] = head;
            words[i] = Math.min(LONGEST_WORD, head);
        }
        for (Row row : table.rows()) {
            Typeface face = row.kind() == Row.Kind.SUM ? Typeface.BOLD : Typeface.REGULAR;
            for (int i = 0; i < whole.length; i++) {
                measure(row.cells().get(i), table.columns().get(i), face, i, whole, words);
            }
        }
    }

    private static void measure(Cell cell, Column column, Typeface face, int i, double[] whole, double[] words) {
        double width = face.width(cell.text(), 1);
        whole[i] = Math.max(whole[i], width);
        if (cell.note() != null) {
            whole[i] = Math.max(whole[i], face.width(cell.note(), 1));
        }
        double unbroken = column.alignment() == Column.Alignment.NUMBERS
                ? width
                : Math.min(LONGEST_WORD, longestWord(cell.text(), face));
        words[i] = Math.max(words[i], unbroken);
    }

    private static double longestWord(String text, Typeface face) {
        double longest = 0;
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            if (end == text.length() || Character.isWhitespace(text.charAt(end))) {
                longest = Math.max(longest, face.width(text.substring(start, end), 1));
                start = end + 1;
            }
        }
        return longest;
    }

    private static double[] scaled(double[] widths, double size) {
        return Arrays.stream(widths)
                .map(width -> width * size + 2 * PADDING + 0.5)
                .toArray();
    }

    private static double sum(double[] widths) {
        return Arrays.stream(widths).sum();
    }

    private static double[] share(Table table, double[] whole, double[] words, double room) {
        double least = sum(words);
        if (least >= room) {
            double most = most(words, room);
            return Arrays.stream(words).map(width -> Math.min(width, most)).toArray();
        }
        double wanted = sum(whole) - least;
        double given = Math.min(room - least, wanted);
        var widths = new double[whole.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = words[i] + (wanted == 0 ? 0 : (whole[i] - words[i]) * given / wanted);
        }
        spread(table, widths, room - least - given);
        return widths;
    }

    /** Returns how wide the widest columns can be if the others, which need less, get all that they need. */
    private static double most(double[] words, double room) {
        double[] sorted = words.clone();
        Arrays.sort(sorted);
        double left = room;
        int columns = sorted.length;
        for (double width : sorted) {
            if (width * columns > left) {
                break;
            }
            left -= width;
            columns--;
        }
        return left / Math.max(1, columns);
    }

    /** Gives what nobody needs to numbers, for air between them, and then to words in proportion; where there are none, to all. */
    private static void spread(Table table, double[] widths, double unneeded) {
        double air = Math.min(MOST_AIR, unneeded / 2 / widths.length);
        double rest = unneeded;
        for (int i = 0; i < widths.length; i++) {
            if (table.columns().get(i).alignment() == Column.Alignment.NUMBERS) {
                widths[i] += air;
                rest -= air;
            }
        }
        boolean words = table.columns().stream().anyMatch(column -> column.alignment() == Column.Alignment.WORDS);
        double takers = 0;
        for (int i = 0; i < widths.length; i++) {
            takers += takes(table, i, words) ? widths[i] : 0;
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] += takes(table, i, words) ? rest * widths[i] / takers : 0;
        }
    }

    private static boolean takes(Table table, int column, boolean wordsOnly) {
        return !wordsOnly || table.columns().get(column).alignment() == Column.Alignment.WORDS;
    }
}
