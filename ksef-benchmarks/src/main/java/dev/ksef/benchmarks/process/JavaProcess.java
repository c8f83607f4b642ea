package dev.ksef.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program in a JVM of its own, whose processor time and live heap can be asked for. It reads and writes lines. */
public final class JavaProcess implements AutoCloseable {

    private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");
    private static final String TOTAL = "Total";

    private final Process process;
    private final BufferedReader says;
    private final PrintStream hears;

    private JavaProcess(Process process) {
        this.process = process;
        this.says = process.inputReader(StandardCharsets.UTF_8);
        this.hears = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts a program of this class path. */
    public static JavaProcess start(Class<?> program, String... arguments) {
        return start(System.getProperty("java.class.path"), program, arguments);
    }

    /** Starts a program of another class path. */
    public static JavaProcess start(String classPath, Class<?> program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(TOOLS.resolve("java").toString(), "-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        try {
            return new JavaProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The rest of the next line that the program writes, which must begin like this. Otherwise the program is ended. */
    public String said(String beginning) {
        try {
            String line = says.readLine();
            if (line != null && line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            close();
            throw new IllegalStateException("Expected '" + beginning + "' and not: " + line);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Gives the program a line to read. */
    public void tell(String line) {
        hears.println(line);
    }

    /** The processor time that the process took so far, in all its threads, in nanoseconds. */
    public long processorNanos() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** The bytes of all objects that are alive, after a full collection. */
    public long liveBytes() {
        try {
            Process histogram = new ProcessBuilder(
                            TOOLS.resolve("jcmd").toString(), Long.toString(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader lines = histogram.inputReader(StandardCharsets.UTF_8)) {
                return lines.lines()
                        .filter(line -> line.startsWith(TOTAL))
                        .map(line -> line.strip().split("\\s+"))
                        .mapToLong(columns -> Long.parseLong(columns[columns.length - 1]))
                        .findFirst()
                        .orElseThrow();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
