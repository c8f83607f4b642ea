package dev.ksef.domain.xml;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the text of a field as the schemas do; null where the text is not what the field should hold. */
public final class FieldTexts {

    private FieldTexts() {}

    /** Returns the text with white space collapsed; null where there is none, too much, or something unreadable in it. */
    public static @Nullable String readable(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        String collapsed = text.strip().replaceAll("[ \t\r\n]+", " ");
        return collapsed.isEmpty() || collapsed.length() > longest || collapsed.indexOf('\uFFFD') >= 0
                ? null
                : collapsed;
    }

    /** Returns the day; null where the text is none. */
    public static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            return null;
        }
    }
}
