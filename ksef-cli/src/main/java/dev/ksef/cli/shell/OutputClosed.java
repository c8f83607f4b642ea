package dev.ksef.cli.shell;

import java.io.IOException;
import java.util.Locale;

/** Nobody reads the results any more, or they cannot be written. */
public final class OutputClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutputClosed(IOException cause) {
        super("Standard output cannot be written: " + cause.getMessage(), cause);
    }

    /** Tells whether a reader such as {@code head} has had enough, which is no failure worth a word. */
    public boolean isReaderGone() {
        String why = String.valueOf(getMessage()).toLowerCase(Locale.ROOT);
        return why.contains("broken pipe") || why.contains("pipe is being closed") || why.contains("pipe closed");
    }
}
