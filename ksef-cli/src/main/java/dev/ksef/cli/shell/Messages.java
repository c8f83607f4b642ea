package dev.ksef.cli.shell;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Says what is no result, and draws progress where somebody sees it. Safe for many threads. */
public final class Messages implements KsefListener {

    private static final int WIDTH = 79;

    private final OutputStream out;
    private final boolean seen;
    private @Nullable String drawn;
    private boolean signInFailed;

    public Messages(OutputStream out, boolean seen) {
        this.out = out;
        this.seen = seen;
    }

    /** Writes a line, below the progress that is drawn. */
    public synchronized void say(String line) {
        wipe();
        write("ksef: " + line + "\n");
    }

    /** Asks for something; the answer is typed on the same line. */
    public synchronized void ask(String question) {
        wipe();
        write(question + ": ");
    }

    @Override
    public synchronized void onProgress(KsefEvent.Progress event) {
        if (seen) {
            String bar = ProgressBar.bar(event, WIDTH);
            drawn = event.what();
            write("\r" + bar + " ".repeat(Math.max(0, WIDTH - bar.length())));
        }
    }

    @Override
    public synchronized void onTokenTrouble(KsefEvent.TokenTrouble event) {
        signInFailed |= event.step() == KsefEvent.TokenTrouble.Step.SIGNING_IN;
    }

    /** Tells whether a sign-in failed that a call waited for. */
    public synchronized boolean signInFailed() {
        return signInFailed;
    }

    /** Leaves no trace of progress. */
    public synchronized void wipe() {
        if (drawn != null) {
            drawn = null;
            write("\r" + " ".repeat(WIDTH) + "\r");
        }
    }

    /** Writes text as it is. */
    public synchronized void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException nobodyListens) {
            // The exit code still tells how it ended.
        }
    }
}
