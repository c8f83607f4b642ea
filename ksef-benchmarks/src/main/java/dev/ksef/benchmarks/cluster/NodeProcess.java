package dev.ksef.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A node in a JVM of its own, which can be stopped, continued and killed, and whose lines are collected. */
final class NodeProcess implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final String name;
    private final Process process;
    private final Map<String, Integer> sent = Collections.synchronizedMap(new TreeMap<>());
    private final Map<String, String> ended = new ConcurrentHashMap<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger alone = new AtomicInteger();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    private NodeProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static NodeProcess start(int number, Path settings) throws IOException {
        Process process = new ProcessBuilder(
                        JAVA,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Node.class.getName(),
                        Integer.toString(number),
                        settings.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var node = new NodeProcess("node " + number, process);
        var reader = new Thread(node::read, node.name);
        reader.setDaemon(true);
        reader.start();
        return node;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(this::read);
        } catch (UncheckedIOException | IOException killed) {
            // Nothing more is said.
        }
        finished.complete(null);
    }

    private void read(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "SENT" -> sent.merge(words[1], 1, Integer::sum);
            case "ENDED" -> ended.put(words[1], words[2]);
            case NodeLines.ALONE -> alone.incrementAndGet();
            case NodeLines.READY -> ready.complete(null);
            case NodeLines.FINISHED -> finished.complete(null);
            default -> troubles.add(line);
        }
    }

    /** Completes when it has started, and waits to be let go. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    void letGo() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Stops all of its threads, as a frozen virtual machine does. */
    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + signal + " of " + name + " ended with " + code);
        }
    }

    /** Ends it as kill -9 does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Completes when it has nothing more to do, or has ended. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    String name() {
        return name;
    }

    /** How many invoices of whom it sent. */
    Map<String, Integer> sent() {
        synchronized (sent) {
            return Map.copyOf(sent);
        }
    }

    /** The numbers of all accepted invoices of each taxpayer whose submission it saw end. */
    Map<String, Set<String>> ended() {
        var numbers = new TreeMap<String, Set<String>>();
        ended.forEach((nip, all) -> numbers.put(nip, Set.of(all.split(","))));
        return numbers;
    }

    /** How often it had to go on without the ledger that counts the calls of all nodes. */
    int timesAlone() {
        return alone.get();
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() {
        kill();
    }
}
