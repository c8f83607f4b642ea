package dev.ksef.examples;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Shows progress on a terminal as a bar that is drawn over itself, and elsewhere as lines. Safe for many threads. */
final class ProgressDisplay implements KsefListener {

    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean onTerminal;
    private @Nullable String drawn;

    ProgressDisplay(PrintStream out, boolean onTerminal) {
        this.out = out;
        this.onTerminal = onTerminal;
    }

    @Override
    public synchronized void onProgress(KsefEvent.Progress event) {
        if (!onTerminal) {
            out.println(ProgressBar.line(event));
            return;
        }
        if (drawn != null && !drawn.equals(event.what())) {
            out.println();
        }
        drawn = event.what();
        out.printf("\r%-" + WIDTH + "s", ProgressBar.bar(event, WIDTH));
        out.flush();
    }

    /** Prints a line below the bar. */
    synchronized void print(String line) {
        if (drawn != null) {
            out.println();
            drawn = null;
        }
        out.println(line);
    }
}
