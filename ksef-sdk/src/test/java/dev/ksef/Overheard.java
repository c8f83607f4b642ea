package dev.ksef;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * All that anybody around the SDK can get to see while something runs: every logger of the JVM at its finest, both streams,
 * events, meters and observations, exceptions with all they carry, and objects as text.
 */
final class Overheard implements KsefListener, AutoCloseable {

    /**
     * Of the simulator's side of the wire, where requests and the UPOs that it signs are no secret; and of the tests' own
     * programs, whose command lines newer JDKs log.
     */
    private static final List<String> NOT_OURS = List.of(
            "java.lang.ProcessBuilder",
            "com.sun.net.httpserver",
            "sun.net.httpserver",
            "org.jcp.xml.dsig",
            "com.sun.org.apache.xml.internal.security");

    /** The JDK's own account of its exchanges, with addresses and words of servers: the guide warns of it. */
    static final String ENGINE = "jdk.internal.httpclient";

    private final WhatIsTold told = new WhatIsTold();
    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> engine = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Handler[] handlers = root.getHandlers();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Overheard() {}

    static Overheard fromNowOn() {
        var overheard = new Overheard();
        overheard.listen();
        return overheard;
    }

    private void listen() {
        Arrays.stream(handlers).forEach(root::removeHandler);
        ear.setLevel(Level.ALL);
        root.addHandler(ear);
        root.setLevel(Level.ALL);
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    private void logged(LogRecord entry) {
        String name = String.valueOf(entry.getLoggerName());
        if (NOT_OURS.stream().noneMatch(name::startsWith)) {
            (name.startsWith(ENGINE) ? engine : heard)
                    .add(name + ": " + entry.getMessage() + ' ' + Arrays.deepToString(entry.getParameters()));
            if (entry.getThrown() != null) {
                thrown(entry.getThrown());
            }
        }
    }

    @Override
    public void on(KsefEvent event) {
        told.on(event);
    }

    /** With its causes and whatever was suppressed. */
    void thrown(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        heard.add(trace.toString());
    }

    /** As text, as a debugger or a careless log would have it. */
    void shown(Object... objects) {
        for (Object object : objects) {
            heard.add(object.getClass().getSimpleName() + ": " + object);
        }
    }

    /** What an act gives and what it throws are both looked at. */
    void act(Act act) {
        try {
            shown(act.perform());
        } catch (Exception failed) {
            thrown(failed);
        }
    }

    interface Act {
        Object perform() throws Exception;
    }

    /** What the JDK's HTTP client tells of its own doings where its loggers are at their finest. */
    Map<String, String> engine() {
        return Map.of(ENGINE, String.join("\n", engine));
    }

    /** By where it was found. */
    Map<String, String> everything() {
        return Map.of(
                "logs, exceptions and objects",
                String.join("\n", heard),
                "streams",
                printed.toString(StandardCharsets.UTF_8),
                "events, meters and observations",
                told.everything());
    }

    @Override
    public void close() {
        root.removeHandler(ear);
        Arrays.stream(handlers).forEach(root::addHandler);
        root.setLevel(before);
        System.setOut(out);
        System.setErr(err);
    }
}
