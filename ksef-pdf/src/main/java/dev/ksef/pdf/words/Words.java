package dev.ksef.pdf.words;

import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.field.Code;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Sheet;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The words of a sheet, from the bundles beside this class. Not for several threads. */
public final class Words {

    private static final Map<String, String> POLISH = bundle("pl");
    private static final Map<String, String> ENGLISH = bundle("en");

    private final Map<String, String> first;
    private final @Nullable Map<String, String> second;
    private final Numbers numbers;

    /** Takes the words of a language. */
    public Words(Language language) {
        first = language == Language.ENGLISH ? ENGLISH : POLISH;
        second = language == Language.BILINGUAL ? ENGLISH : null;
        numbers = language == Language.ENGLISH ? Numbers.english() : Numbers.polish();
    }

    /** Returns the words of a language by their keys. */
    public static Map<String, String> bundle(String language) {
        var read = new Properties();
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(language + ".properties"));
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var words = new HashMap<String, String>();
        read.stringPropertyNames().forEach(key -> words.put(key, read.getProperty(key)));
        return Map.copyOf(words);
    }

    /** Returns how numbers are written in this language. */
    public Numbers numbers() {
        return numbers;
    }

    /** Returns the code of the sheet's language; a bilingual sheet is Polish. */
    public String language() {
        return first.equals(ENGLISH) ? "en" : "pl";
    }

    /** Returns the words around page numbers: {@code Strona 1 z 4}, or {@code Strona / Page 1 / 4}. */
    public Sheet.PageWords pages() {
        return new Sheet.PageWords(text("page"), second == null ? text("page.of") : "/");
    }

    /** Returns words that name something; a bilingual sheet has them once if they are alike. */
    public Label label(String key) {
        String word = word(first, key);
        String other = second == null ? word : word(second, key);
        return new Label(word, word.equals(other) ? null : other);
    }

    /** Returns words that are a value, in both languages on a bilingual sheet, unless they are alike. */
    public String text(String key) {
        String word = word(first, key);
        String other = second == null ? word : word(second, key);
        return word.equals(other) ? word : word + " / " + other;
    }

    /** Returns a named value within a text. */
    public String named(String key, String value) {
        return text(key) + ": " + value;
    }

    /** Returns the words for a value that the schema lists. */
    public String code(String list, Code code) {
        return text(key(list, code));
    }

    /** Returns the words for a value that the schema lists, as a label. */
    public Label codeLabel(String list, Code code) {
        return label(key(list, code));
    }

    /**
     * Returns a country: the names of the member states of the EU with their codes, other codes alone. The JDK's names differ
     * between its versions.
     */
    public String country(TKodKraju country) {
        String key = key("country", country);
        return first.containsKey(key) ? text(key) + " (" + country.text() + ")" : country.text();
    }

    /** Keys have no space. */
    private static String key(String list, Code code) {
        return list + "." + code.text().replace(' ', '_');
    }

    private static String word(Map<String, String> words, String key) {
        return Objects.requireNonNull(words.get(key), key);
    }
}
