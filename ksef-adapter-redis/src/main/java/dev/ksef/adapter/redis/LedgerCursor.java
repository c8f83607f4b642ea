package dev.ksef.adapter.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to which call a node knows a quota.
 *
 * @param epoch names the book that the call stands in; empty for none
 * @param number of the call
 */
record LedgerCursor(String epoch, long number) {

    private static final LedgerCursor NONE = new LedgerCursor("", 0);
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9-]{1,64}):([0-9]{1,15})");

    /** Reads what the script wrote, or anything else as none. */
    static LedgerCursor read(String cursor) {
        Matcher read = FORM.matcher(cursor);
        return read.matches() ? new LedgerCursor(read.group(1), Long.parseLong(read.group(2))) : NONE;
    }
}
