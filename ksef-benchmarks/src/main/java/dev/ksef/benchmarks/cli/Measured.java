package dev.ksef.benchmarks.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command that has ended, and what it took: the processor time of the process and its children as the system counts it,
 * from the first instruction to the last, which no process can tell of itself.
 *
 * @param said the last line of its standard output
 */
record Measured(long processorMillis, long wallMillis, String said) {

    private static final String TIMED = "TIMEFORMAT='took %R %U %S'; time \"$@\"";
    private static final String TOOK = "took ";

    /** Runs a command with these additions to the environment. It must end with 0. */
    static Measured of(Map<String, String> environment, List<String> command) {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
        timed.addAll(command);
        var builder = new ProcessBuilder(timed)
                .redirectErrorStream(true)
                .directory(Path.of("").toAbsolutePath().toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            List<String> lines;
            try (BufferedReader says = process.inputReader(StandardCharsets.UTF_8)) {
                lines = says.lines().toList();
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + lines);
            }
            String[] took = lines.get(lines.size() - 1).substring(TOOK.length()).split(" ");
            return new Measured(
                    millis(took[1]) + millis(took[2]),
                    millis(took[0]),
                    lines.size() < 2 ? "" : lines.get(lines.size() - 2));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    /** The decimal mark is that of the locale. */
    private static long millis(String seconds) {
        return Math.round(Double.parseDouble(seconds.replace(',', '.')) * 1000);
    }
}
