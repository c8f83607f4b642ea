package dev.ksef.adapter.jdbc;

import java.util.regex.Pattern;

/** With what the names of the tables begin, a schema included, such as {@code app.ksef_}. */
record TablePrefix(String text) {

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,30}\\.)?[A-Za-z_][A-Za-z0-9_]{0,30}");

    /** What statements are written with. */
    static final TablePrefix USUAL = new TablePrefix("ksef_");

    TablePrefix {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("A prefix of tables has at most 31 letters, digits and underscores,"
                    + " after a schema and a dot if need be, such as app.ksef_: " + text);
        }
    }

    /** Returns a statement for these tables. */
    String in(String statement) {
        return statement.replace(USUAL.text, text);
    }
}
