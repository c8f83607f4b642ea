package dev.ksef.benchmarks;

import dev.ksef.benchmarks.process.SimulatorProcess;
import dev.ksef.benchmarks.report.Report;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What does a JVM take from its start to its first accepted invoice, plain and by the recipe of the guide? {@link FirstInvoice} runs
 * in JVMs of its own, in turns, against one simulator. Its classes must come from jars, as those of an application do: an archive
 * takes no others.
 */
public final class ColdStart {

    private static final int ROUNDS = 15;
    private static final String NIP = "5265877635";
    private static final String TOKEN = "cold-start-token";
    private static final String ACCEPTED = "ACCEPTED ";
    private static final String PLAIN = "plain";
    private static final String NEWER = "/usr/lib/jvm/temurin-25-jdk-amd64";

    private final String address;
    private final Path directory;

    private ColdStart(String address, Path directory) {
        this.address = address;
        this.directory = directory;
    }

    /** What one start took. */
    private record Taken(long processorMillis, long wallMillis) {}

    /** @param arguments those of the report */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Report report = Report.of(ColdStart.class, arguments);
        Path directory = Files.createTempDirectory("ksef-cold");
        try (SimulatorProcess simulator = SimulatorProcess.start("--nip", NIP, "--token", TOKEN)) {
            var cold = new ColdStart(simulator.baseUri().toString(), directory);
            report.row("JVM", "start", "processor time", "to plain", "target", "on the wall", "to plain");
            report.line("|---|---|---|---|---|---|---|");
            cold.compare(report, Path.of(System.getProperty("java.home")), false);
            if (Files.isDirectory(Path.of(NEWER))) {
                cold.compare(report, Path.of(NEWER), true);
            } else {
                report.line("JDK 25 was not found: its rows are missing.");
            }
            report.finish();
        } finally {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    private void compare(Report report, Path home, boolean cache) throws IOException, InterruptedException {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        ways.put(PLAIN, List.of());
        String archive = directory
                .resolve(home.getFileName() + (cache ? ".aot" : ".jsa"))
                .toString();
        List<String> recipe = cache ? List.of("-XX:AOTCache=" + archive) : List.of("-XX:SharedArchiveFile=" + archive);
        start(home, List.of((cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive));
        ways.put("archive", recipe);
        ways.put("one compiler, serial collector", SHORT_LIVED);
        List<String> both = new ArrayList<>(recipe);
        both.addAll(SHORT_LIVED);
        ways.put("archive, one compiler, serial collector", both);
        Map<String, List<Taken>> taken = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                taken.computeIfAbsent(way.getKey(), absent -> new ArrayList<>()).add(start(home, way.getValue()));
            }
        }
        long[] plain = medians(Objects.requireNonNull(taken.get(PLAIN)));
        taken.forEach((name, costs) -> {
            long[] own = medians(costs);
            report.row(
                    cache ? "JDK 25" : "JDK " + Runtime.version().feature(),
                    name,
                    own[0] + " ms",
                    ratio(own[0], plain[0]),
                    name.startsWith("archive") ? "at most 0.6" : "",
                    own[1] + " ms",
                    ratio(own[1], plain[1]));
        });
    }

    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private Taken start(Path home, List<String> options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", jars(), FirstInvoice.class.getName(), address, NIP, TOKEN));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader says = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> told = says.lines().toList();
            String accepted = told.stream()
                    .filter(line -> line.startsWith(ACCEPTED))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No invoice was accepted: " + told));
            process.waitFor();
            String[] figures = accepted.substring(ACCEPTED.length()).split(" ");
            return new Taken(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
        }
    }

    private static String jars() {
        String classPath = System.getProperty("java.class.path");
        if (Arrays.stream(classPath.split(File.pathSeparator)).anyMatch(entry -> Files.isDirectory(Path.of(entry)))) {
            throw new IllegalStateException(
                    "Run it with -cp ksef-benchmarks/target/benchmarks.jar: an archive takes no folders");
        }
        return classPath;
    }

    private static long[] medians(List<Taken> costs) {
        return new long[] {
            costs.stream().mapToLong(Taken::processorMillis).sorted().toArray()[costs.size() / 2],
            costs.stream().mapToLong(Taken::wallMillis).sorted().toArray()[costs.size() / 2]
        };
    }

    private static String ratio(long own, long base) {
        return String.format(Locale.ROOT, "%.2f", (double) own / base);
    }
}
