package dev.ksef.cli.shell;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells whether somebody sits at the other end. */
public final class Terminal {

    private static final String ERRORS = "/proc/self/fd/2";

    private Terminal() {}

    /**
     * Tells whether standard error is a terminal. Where the system does not tell, the JVM's word for the other two
     * counts.
     */
    public static boolean showsErrors() {
        Path errors = Path.of(ERRORS);
        if (!Files.isSymbolicLink(errors)) {
            return console() != null;
        }
        try {
            String target = Files.readSymbolicLink(errors).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }

    public static Surroundings.@Nullable Keyboard keyboard() {
        Console console = console();
        return console == null ? null : console::readPassword;
    }

    /** Since Java 22 there may be a console without a terminal. */
    @SuppressWarnings("SystemConsoleNull") // Before Java 22 it is null, and later it is asked.
    private static @Nullable Console console() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            Object terminal = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(terminal) ? console : null;
        } catch (ReflectiveOperationException olderJava) {
            return console;
        }
    }
}
