package dev.ksef.benchmarks.spring;

import dev.ksef.benchmarks.report.Report;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What does our starter add to the start of an empty Spring Boot application? Each way of starting it has its turn in a JVM of its
 * own, round after round. What counts is the processor time of the process until the application has started, compiler and collector
 * included; a ratio is the median of the ratios of the same round. {@code consumers/start-cost/run} builds the applications.
 */
public final class StarterCost {

    private static final int USUAL_ROUNDS = 31;
    private static final Path BUILT = Path.of("consumers", "target", "start-cost");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String STARTED = "STARTED ";
    private static final String EMPTY = "empty";
    private static final List<String> CONFIGURED =
            List.of("--ksef.environment=test", "--ksef.contexts[0].nip=5265877635", "--ksef.credentials.token=made-up");

    private final Path directory;
    private final int rounds;

    private StarterCost(Path directory, int rounds) {
        this.directory = directory;
        this.rounds = rounds;
    }

    /** @param arguments those of the report, and how many rounds if not the usual number */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Report report = Report.of(StarterCost.class, arguments);
        List<String> given = report.arguments();
        int rounds = given.isEmpty() ? USUAL_ROUNDS : Integer.parseInt(given.get(0));
        report.row("Boot", "application", "beans", "ms of processor time", "added", "target");
        report.line("|---|---|---|---|---|---|");
        for (String boot : List.of("boot-3.5", "boot-4")) {
            Path directory = BUILT.resolve(boot);
            if (!Files.isDirectory(directory)) {
                throw new IllegalStateException("No application in " + directory + ": run consumers/start-cost/run");
            }
            new StarterCost(directory, rounds).compare(report, boot);
        }
        report.finish();
    }

    private record Started(long millis, int beans) {}

    private void compare(Report report, String boot) throws IOException, InterruptedException {
        Map<String, List<Started>> taken = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            add(taken, EMPTY, start("none", List.of()));
            add(taken, "with the starter", start("starter", List.of()));
            add(taken, "with the starter and its properties", start("starter", CONFIGURED));
        }
        List<Started> empty = Objects.requireNonNull(taken.get(EMPTY));
        taken.forEach((name, starts) -> report.row(
                boot,
                name,
                starts.get(0).beans(),
                Math.round(median(
                        starts.stream().map(start -> (double) start.millis()).toList())),
                name.equals(EMPTY) ? "" : String.format(Locale.ROOT, "%.3f", added(starts, empty)),
                name.equals(EMPTY) ? "" : "at most 0.1"));
    }

    private static void add(Map<String, List<Started>> taken, String name, Started started) {
        taken.computeIfAbsent(name, absent -> new ArrayList<>()).add(started);
    }

    private static double added(List<Started> starts, List<Started> empty) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < starts.size(); round++) {
            ratios.add((double) starts.get(round).millis() / empty.get(round).millis() - 1);
        }
        return median(ratios);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private Started start(String classPath, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-cp",
                directory.resolve("app.jar") + ":"
                        + Files.readString(directory.resolve(classPath)).strip(),
                "empty.Empty"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader says = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> told = says.lines().toList();
            process.waitFor();
            String started = told.stream()
                    .filter(line -> line.startsWith(STARTED))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("It did not start: " + told));
            String[] figures = started.substring(STARTED.length()).split(" ");
            return new Started(Long.parseLong(figures[0]), Integer.parseInt(figures[1]));
        }
    }
}
