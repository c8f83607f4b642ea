package dev.ksef.examples;

import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the example programs are told beside {@link QuickStartSettings}. Wrong values are {@link IllegalArgumentException}s. */
record ExampleProperties(Properties properties) {

    /** Tells whether progress is drawn as a bar. */
    boolean isBar(boolean hasTerminal) {
        String progress = properties.getProperty("ksef.progress", hasTerminal ? "bar" : "lines");
        if (!List.of("bar", "lines").contains(progress)) {
            throw new IllegalArgumentException("-Dksef.progress must be bar or lines, but it is '" + progress + "'");
        }
        return progress.equals("bar");
    }

    /** Returns how many invoices are made. */
    int invoices(String usual) {
        String count = properties.getProperty("ksef.invoices", usual);
        if (!count.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("-Dksef.invoices must be 1 to 99999, but it is '" + count + "'");
        }
        return Integer.parseInt(count);
    }

    /** Returns the key of a store, which an option needs. */
    static byte[] key(UnaryOperator<@Nullable String> secrets, String name, String option) {
        String key = secrets.apply(name);
        if (key == null) {
            throw new IllegalArgumentException(
                    option + " needs " + name + " in the environment, for example of openssl rand -base64 32");
        }
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(name + " is not in Base64");
        }
    }

    static String oneLine(Exception problem) {
        return String.valueOf(problem.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }
}
