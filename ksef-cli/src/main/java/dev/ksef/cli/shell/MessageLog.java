package dev.ksef.cli.shell;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Writes log lines of the client among the messages. */
public record MessageLog(Messages messages) implements System.Logger {

    /** What fails for good ends the command, which tells it; what was made good is no news; waits have a line of their own. */
    private static final List<String> TOLD_ANYWAY =
            List.of("call-ended", "token-trouble step=SIGNING_IN", "held-back", "blocked");

    @Override
    public String getName() {
        return "ksef";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
        if (level == Level.WARNING && text != null && TOLD_ANYWAY.stream().anyMatch(text::startsWith)) {
            return;
        }
        messages.say(level.name().toLowerCase(Locale.ROOT) + ": " + Text.oneLine(text));
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parts) {
        String text =
                format == null || parts == null || parts.length == 0 ? format : MessageFormat.format(format, parts);
        log(level, bundle, text, (Throwable) null);
    }
}
