package dev.ksef.adapter.jdbc.database;

import java.util.regex.Pattern;

/** With what the names of the tables begin, a schema included, such as {@code app.ksef_}. */
public record TablePrefix(String text) {

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z_]\\w{0,30}\\.)?[A-Za-z_]\\w{0,30}");

    /** What statements are written with. */
    public static final TablePrefix USUAL = new TablePrefix("ksef_");

    public TablePrefix {
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
