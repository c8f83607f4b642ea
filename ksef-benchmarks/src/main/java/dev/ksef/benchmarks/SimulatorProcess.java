package dev.ksef.benchmarks;

import dev.ksef.simulator.program.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The simulator in a JVM of its own, so that what it allocates and compiles is not counted as the client's. */
final class SimulatorProcess implements AutoCloseable {

    private static final String READY = "KSeF simulator ready at ";

    private final Process process;
    private final URI baseUri;

    private SimulatorProcess(Process process, URI baseUri) {
        this.process = process;
        this.baseUri = baseUri;
    }

    /**
     * One that listens already.
     *
     * @param options as the program takes them
     */
    static SimulatorProcess start(String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(options));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader says = process.inputReader(StandardCharsets.UTF_8);
            String line = says.readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly();
                throw new IllegalStateException("The simulator did not start: " + line);
            }
            return new SimulatorProcess(process, URI.create(line.substring(READY.length())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI baseUri() {
        return baseUri;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
