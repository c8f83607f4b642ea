package dev.ksef.cli.shell;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what is no result, and draws progress where somebody sees it. Safe for many threads. */
public final class Messages implements KsefListener {

    private static final int WIDTH = 79;
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final OutputStream out;
    private final boolean seen;
    private final Words words;
    private @Nullable String drawn;
    private boolean signInFailed;
    private Instant held = Instant.EPOCH;

    /** @param seen whether somebody looks at it, so that progress is drawn */
    public Messages(OutputStream out, boolean seen, Words words) {
        this.out = out;
        this.seen = seen;
        this.words = words;
    }

    /** Writes a line, above the progress that is drawn. */
    public synchronized void say(String line) {
        @Nullable String bar = drawn;
        wipe();
        write("ksef: " + line + "\n");
        if (bar != null) {
            draw(bar);
        }
    }

    /** Asks for something; the answer is typed on the same line. */
    public synchronized void ask(String question) {
        wipe();
        write(question + ": ");
    }

    @Override
    public synchronized void onProgress(KsefEvent.Progress event) {
        if (seen) {
            draw(ProgressBar.bar(event, WIDTH));
        }
    }

    private void draw(String bar) {
        drawn = bar;
        write("\r" + bar + " ".repeat(Math.max(0, WIDTH - bar.length())));
    }

    /** Many calls may wait for the same moment, which is told once. */
    @Override
    public synchronized void onHeldBack(KsefEvent.HeldBack event) {
        if (event.expected().compareTo(LONG) >= 0 && event.until().isAfter(held.plus(LONG))) {
            held = event.until();
            say(words.get("held.back", TIME.format(held.atZone(ZoneId.systemDefault()))));
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
