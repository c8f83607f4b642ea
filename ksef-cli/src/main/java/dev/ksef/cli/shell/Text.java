package dev.ksef.cli.shell;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text for a terminal: what others wrote must steer none, and begin no line. */
public final class Text {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern SENTENCES = Pattern.compile("\\.\\. ");

    private Text() {}

    public static String oneLine(@Nullable String text) {
        String line = UNPRINTABLE.matcher(String.valueOf(text)).replaceAll(" ");
        return SENTENCES.matcher(line).replaceAll(". ").strip();
    }
}
