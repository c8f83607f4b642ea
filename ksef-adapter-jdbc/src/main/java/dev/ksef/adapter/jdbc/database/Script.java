package dev.ksef.adapter.jdbc.database;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A step from one version of the tables to the next.
 *
 * @param version of the tables after it
 * @param readableFrom the oldest version of this module that can use the tables after it
 */
record Script(int version, int readableFrom, List<String> statements) {

    private static final Pattern READABLE = Pattern.compile("-- readable from version (\\d+)\\R");

    /**
     * @param text begins with the comment that tells from which version on it can be read; each statement ends at a
     * line's end
     */
    static Script of(int version, String text) {
        Matcher readable = READABLE.matcher(text);
        if (!readable.lookingAt()) {
            throw new IllegalStateException(
                    "Script " + version + " does not tell from which version on it can be read");
        }
        List<String> statements = Arrays.stream(text.substring(readable.end()).split(";\\R"))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        return new Script(version, Integer.parseInt(readable.group(1)), statements);
    }
}
