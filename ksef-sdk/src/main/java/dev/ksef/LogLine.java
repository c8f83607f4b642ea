package dev.ksef;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.internal.Redaction;
import dev.ksef.port.event.CallCorrelation;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of a log: what happened, then {@code name=value}. Whatever is put into it, it stays one line and harmless. */
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

    /** What we made: a number, a constant. */
    LogLine with(String name, @Nullable Object value) {
        return value == null ? this : append(name, oneLine(value.toString()));
    }

    LogLine with(String name, @Nullable Duration duration) {
        return duration == null ? this : append(name, duration.toMillis() + "ms");
    }

    /** Numbers of KSeF are taken as they come, so that one can be anything. */
    LogLine with(String name, @Nullable ReferenceNumber number) {
        return number == null ? this : withText(name, number.value());
    }

    /** What others wrote. */
    LogLine withText(String name, @Nullable String text) {
        if (text == null) {
            return this;
        }
        String scrubbed = Redaction.of(text, LONGEST);
        return append(
                name, oneLine(fullContexts ? scrubbed : NIP.matcher(scrubbed).replaceAll("*")));
    }

    /** Names one below the other: taken together they look like Base64. */
    LogLine withPath(String name, String path) {
        StringBuilder scrubbed = new StringBuilder();
        for (String part : path.split("(?=/)")) {
            scrubbed.append(Redaction.of(part, LONGEST));
        }
        return append(name, oneLine(scrubbed.toString()));
    }

    /** Whom it was for: of the identifier the end only, which is enough to tell a few apart. */
    LogLine with(String name, @Nullable ContextIdentifier context) {
        if (context == null) {
            return this;
        }
        String value = context.value();
        String shown = fullContexts ? value : "*" + value.substring(Math.max(0, value.length() - SHOWN));
        return append(name, oneLine(context.type().value() + ":" + shown));
    }

    /** What a call can be found by elsewhere. */
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

    /** Neither a new line that somebody else wrote, nor what a terminal or a reader's eye takes for something else. */
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
