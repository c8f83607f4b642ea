package dev.ksef.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The texts of the program in the language of its user: Polish, or English for everybody else. */
public final class Words {

    private static final String POLISH = "pl";

    private final Properties texts;
    private final boolean polish;

    private Words(Properties texts, boolean polish) {
        this.texts = texts;
        this.polish = polish;
    }

    public static Words in(Locale locale) {
        boolean polish = isPolish(locale.getLanguage());
        var english = read("/dev/ksef/cli/words.properties", new Properties());
        return new Words(polish ? read("/dev/ksef/cli/words_pl.properties", new Properties(english)) : english, polish);
    }

    public static boolean isPolish(@Nullable String language) {
        return POLISH.equals(language);
    }

    private static Properties read(String name, Properties into) {
        try (InputStream file = Words.class.getResourceAsStream(name)) {
            if (file != null) {
                into.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
            return into;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The texts of the program cannot be read", unreadable);
        }
    }

    public boolean arePolish() {
        return polish;
    }

    /** Returns a text with its parts put in; empty if there is no such text. */
    public String get(String key, Object... parts) {
        String text = texts.getProperty(key, "");
        return parts.length == 0 ? text : String.format(Locale.ROOT, text, parts);
    }

    /** Returns a text, or its key where there is none. */
    public String orKey(String prefix, String key) {
        return texts.getProperty(prefix + key, key);
    }
}
