package dev.ksef.cli.shell;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON on one line, in ASCII where a character could steer a terminal. */
public final class Json {

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /**
     * Returns a value as JSON.
     *
     * @param value a map, a list, a number, a boolean or null; anything else is written as the text that it shows
     */
    public static String of(@Nullable Object value) {
        var json = new Json();
        json.write(value);
        return json.text.toString();
    }

    private void write(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Map<?, ?> map) {
            members(map);
        } else if (value instanceof Collection<?> list) {
            elements(list);
        } else {
            string(value.toString());
        }
    }

    private void members(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            text.append(separator);
            string(String.valueOf(member.getKey()));
            text.append(':');
            write(member.getValue());
            separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private void elements(Collection<?> list) {
        String separator = "";
        text.append('[');
        for (Object element : list) {
            text.append(separator);
            write(element);
            separator = ",";
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }
}
