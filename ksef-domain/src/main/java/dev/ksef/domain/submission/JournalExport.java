package dev.ksef.domain.submission;

import dev.ksef.port.journal.JournalRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes records as JSON Lines (UTF-8, one object a line): {@code {"at":"2026-11-02T09:00:00Z","type":"session-closing",
 * "values":{"attempt":"1"}}}. The same records yield the same bytes: values are in the order of their names.
 */
final class JournalExport {

    private final OutputStream out;

    JournalExport(OutputStream out) {
        this.out = out;
    }

    void write(Iterable<JournalRecord> records) throws IOException {
        for (JournalRecord each : records) {
            out.write((line(each) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    private static String line(JournalRecord written) {
        String values = new TreeMap<>(written.values())
                .entrySet().stream().map(JournalExport::member).collect(Collectors.joining(","));
        return "{" + member(Map.entry("at", written.at().toString())) + "," + member(Map.entry("type", written.type()))
                + ",\"values\":{" + values + "}}";
    }

    private static String member(Map.Entry<String, String> member) {
        return text(member.getKey()) + ":" + text(member.getValue());
    }

    private static String text(String text) {
        var json = new StringBuilder("\"");
        text.codePoints().forEach(character -> append(json, character));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, int character) {
        if (character == '"' || character == '\\') {
            json.append('\\').append((char) character);
        } else if (isUnsafe(character)) {
            json.append(String.format(Locale.ROOT, "\\u%04x", character));
        } else {
            json.appendCodePoint(character);
        }
    }

    /** Control characters, what some readers take for the end of a line, and halves of characters, which UTF-8 does not have. */
    private static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
