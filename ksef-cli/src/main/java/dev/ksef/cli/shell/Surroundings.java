package dev.ksef.cli.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the program finds around it.
 *
 * @param messages where everything goes that is no result: messages, prompts, progress
 * @param messagesAreSeen whether {@code messages} is a terminal
 * @param keyboard reads secrets without showing them; null if nobody sits there
 * @param ifInterrupted what to tell when the program is interrupted now; null if there is nothing to tell
 */
public record Surroundings(
        InputStream in,
        OutputStream out,
        OutputStream messages,
        boolean messagesAreSeen,
        @Nullable Keyboard keyboard,
        Map<String, String> environment,
        Locale locale,
        Path home,
        AtomicReference<@Nullable String> ifInterrupted) {

    /** Reads what somebody types, without an echo. */
    @FunctionalInterface
    public interface Keyboard {

        /** Returns what was typed up to the end of the line; null at the end of input. */
        char @Nullable [] secret();
    }

    /** Returns a variable of the environment; null if it is not set. */
    @Nullable
    public String variable(String name) {
        return environment.get(name);
    }
}
