package dev.ksef.adapter.jdbc;

import dev.ksef.port.internal.content.StoredName;

/**
 * By what the records of one submission or chain are found, and for what places they are encrypted.
 *
 * @param kind such as {@code "submission"}
 * @param text what it is called in messages
 */
record RecordsName(String kind, StoredName stored, String text, RowId id) {

    static RecordsName of(String kind, StoredName stored, String text) {
        return new RecordsName(kind, stored, text, RowId.of(text, begun(kind, stored)));
    }

    String what() {
        return "the records of " + text;
    }

    RowId lease() {
        return RowId.of(text, begun("lease of " + kind, stored));
    }

    /** The place of the frame with a position. Positions never come again. */
    String[] frame(long position) {
        String[] parts = stored.parts();
        return new String[] {"frame of " + kind, parts[0], parts[1], parts[2], parts[3], String.valueOf(position)};
    }

    /** The place of the name, by which it is told that positions were altered, too. */
    static String[] head(String kind, String row, long first, long next) {
        return new String[] {"head of " + kind, row, String.valueOf(first), String.valueOf(next)};
    }

    private static String[] begun(String first, StoredName stored) {
        String[] parts = stored.parts();
        return new String[] {first, parts[0], parts[1], parts[2], parts[3]};
    }

    @Override
    public String toString() {
        return text;
    }
}
