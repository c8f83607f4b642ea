package dev.ksef;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.internal.Redaction;
import dev.ksef.port.event.CallCorrelation;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of a log: the event, then {@code name=value} pairs. It stays one harmless line for any values. */
final class LogLine {

    private static final int LONGEST = 300;
    private static final int SHOWN = 4;
    /** The first six digits of a NIP, alone or at the beginning of a KSeF number or an internal id. */
    private static final Pattern NIP = Pattern.compile(
            "(?:(?<![0-9A-Za-z-])|(?<=PL)|(?<=VATPL-))\\d{6}" + "(?=\\d{4}(?:-\\d{8}-|-\\d{5}\\b|(?![0-9A-Za-z-])))");

    private final StringBuilder line;
    private final boolean fullContexts;

    LogLine(String what, boolean fullContexts) {
        this.line = new StringBuilder(what);
        this.fullContexts = fullContexts;
    }

    /** Adds a value of our own: a number, a constant. */
    LogLine with(String name, @Nullable Object value) {
        return value == null ? this : append(name, oneLine(value.toString()));
    }

    LogLine with(String name, @Nullable Duration duration) {
        return duration == null ? this : append(name, duration.toMillis() + "ms");
    }

    /** Adds a reference number. It is not checked when it is received, so it may be any text. */
    LogLine with(String name, @Nullable ReferenceNumber number) {
        return number == null ? this : withText(name, number.value());
    }

    /** Adds text from outside. */
    LogLine withText(String name, @Nullable String text) {
        if (text == null) {
            return this;
        }
        String scrubbed = Redaction.of(text, LONGEST);
        return append(
                name, oneLine(fullContexts ? scrubbed : NIP.matcher(scrubbed).replaceAll("*")));
    }

    /** Adds a path name by name, since as a whole it may look like Base64. */
    LogLine withPath(String name, String path) {
        StringBuilder scrubbed = new StringBuilder();
        for (String part : path.split("(?=/)")) {
            scrubbed.append(Redaction.of(part, LONGEST));
        }
        return append(name, oneLine(scrubbed.toString()));
    }

    /** Adds a context. Shows only the end of its identifier, which is enough to distinguish a few. */
    LogLine with(String name, @Nullable ContextIdentifier context) {
        if (context == null) {
            return this;
        }
        String value = context.value();
        String shown = fullContexts ? value : "*" + value.substring(Math.max(0, value.length() - SHOWN));
        return append(name, oneLine(context.type().value() + ":" + shown));
    }

    /** Adds the values that identify the call in other logs. */
    LogLine with(CallCorrelation correlation) {
        if (correlation.call() != 0) {
            with("call", correlation.call());
        }
        return with("context", correlation.context())
                .with("ref", correlation.referenceNumber())
                .withText("trace", correlation.traceId());
    }

    private LogLine append(String name, String value) {
        boolean quoted = value.isEmpty() || value.indexOf(' ') >= 0 || value.indexOf('"') >= 0;
        line.append(' ').append(name).append('=');
        line.append(quoted ? '"' + value.replace("\"", "'") + '"' : value);
        return this;
    }

    /** Replaces line breaks and characters that a terminal or a reader could misinterpret. */
    private static String oneLine(String text) {
        StringBuilder harmless = new StringBuilder(cut(text, LONGEST));
        for (int i = 0; i < harmless.length(); i++) {
            if (isUnprintable(harmless.charAt(i))) {
                harmless.setCharAt(i, '?');
            }
        }
        return harmless.toString();
    }

    private static boolean isUnprintable(char letter) {
        int type = Character.getType(letter);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
