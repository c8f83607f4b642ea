package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that fetches invoices into a folder is killed again and again, and started again each time: nothing is missing, every
 * repeat is marked, and the folder has each invoice once.
 */
@Tag("slow")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SyncKillTest {

    private static final long SEED = Long.getLong("kill.seed", 20_261_129);
    private static final int RANDOM_DEATHS = 15;
    private static final int MOST_STARTS = 8;
    private static final String SELLER = "1111111111";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Map<String, String> tokens = new LinkedHashMap<>();

    @TempDir
    Path folder;

    private KsefSimulator simulator;

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void exportOf2000_killedAnywhere_isWholeInTheEnd() throws Exception {
        simulator = KsefSimulator.builder().exportPartBytes(100_000).start();
        tokens.put(simulator.nip(), simulator.token());
        List<String> stored = simulator
                .invoices()
                .store(2000, SELLER, simulator.nip(), ago(Duration.ofDays(5)), ago(Duration.ofDays(1)));
        List<String> places = new ArrayList<>();
        // An export's start, what is handed out, the last of it, the mark, the end.
        for (int write : new int[] {1, 2, 20, 42, 43}) {
            places.add("before:" + write);
            places.add("after:" + write);
        }
        places.addAll(List.of("handed:1", "handed:777", "stored:50", "stored:2000"));
        random().forEach(places::add);
        killed(places, stored);
    }

    @Test
    void fortyTaxpayers_killedAnywhere_areWholeInTheEnd() throws Exception {
        simulator = KsefSimulator.builder().start();
        List<String> stored = new ArrayList<>();
        for (String nip : IntStream.range(0, 40)
                .mapToObj(i -> "52" + String.format("%08d", 10_000_001 + i * 13))
                .toList()) {
            tokens.put(nip, simulator.addTaxpayer(nip));
            stored.addAll(
                    simulator.invoices().store(20, SELLER, nip, ago(Duration.ofDays(5)), ago(Duration.ofDays(1))));
        }
        List<String> places = new ArrayList<>();
        for (int write : new int[] {1, 40, 121}) {
            places.add("before:" + write);
            places.add("after:" + write);
        }
        places.addAll(List.of("handed:400", "stored:799"));
        random().forEach(places::add);
        killed(places, stored);
    }

    @Test
    void twoProcesses_onOneTaxpayer_takeEachInvoiceOnce() throws Exception {
        simulator = KsefSimulator.builder().exportPartBytes(100_000).start();
        tokens.put(simulator.nip(), simulator.token());
        List<String> stored = simulator
                .invoices()
                .store(300, SELLER, simulator.nip(), ago(Duration.ofDays(5)), ago(Duration.ofDays(1)));
        List<CompletableFuture<Ended>> both = Stream.of(1, 2)
                .map(process -> CompletableFuture.supplyAsync(() -> started(folder)))
                .toList();
        for (CompletableFuture<Ended> each : both) {
            assertThat(each.get().lines()).as("one works, the other waits").containsExactly("ENDED");
        }
        assertWhole(folder, "nothing", stored);
        assertThat(Files.readAllLines(folder.resolve("handed.txt")))
                .hasSize(300)
                .allMatch(line -> line.endsWith(" false"));
    }

    private Ended started(Path own) {
        try {
            return start(own, "none");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Instant ago(Duration time) {
        return now.minus(time);
    }

    /** Moments of a run, of which an undisturbed one tells how long it takes on this machine. */
    private Stream<String> random() throws Exception {
        long begun = System.nanoTime();
        start(Files.createDirectory(folder.resolve("undisturbed")), "none");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        System.out.println("The kills' seed is " + SEED + " (-Dkill.seed), of a run of " + millis + " ms");
        return new Random(SEED).doubles(RANDOM_DEATHS, 0.05, 0.65).mapToObj(part -> "time:" + (int) (part * millis));
    }

    private void killed(List<String> places, List<String> stored) throws Exception {
        int killed = 0;
        for (int i = 0; i < places.size(); i++) {
            Path own = Files.createDirectory(folder.resolve(String.valueOf(i)));
            String place = places.get(i);
            int exit = start(own, place).exitCode();
            if (exit == SynchronizingProcess.DEAD) {
                killed++;
            } else {
                assertThat(exit)
                        .as("exit of a process that should die at %s, and may have been faster", place)
                        .isZero();
            }
            Ended ended = start(own, "none");
            for (int starts = 1; starts < MOST_STARTS && !ended.lines().contains("ENDED"); starts++) {
                ended = start(own, "none");
            }
            assertThat(ended.lines())
                    .as("what the last process told after %s", place)
                    .containsExactly("ENDED");
            assertWhole(own, place, stored);
        }
        System.out.println(killed + " of " + places.size() + " processes were killed at their place");
        assertThat(killed).as("processes that died in time").isGreaterThan(places.size() / 3);
    }

    private static void assertWhole(Path own, String place, List<String> stored) throws IOException {
        try (Stream<Path> files = Files.list(own.resolve("invoices"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")))
                    .as("the folder after %s", place)
                    .containsExactlyInAnyOrderElementsOf(stored.stream()
                            .flatMap(number -> Stream.of(number + ".xml", number + ".json"))
                            .toList());
        }
        Set<String> seen = new HashSet<>();
        for (String line : Files.readAllLines(own.resolve("handed.txt"))) {
            String[] parts = line.split(" ");
            boolean repeat = Boolean.parseBoolean(parts[1]);
            assertThat(seen.add(parts[0]) || repeat)
                    .as("%s came again after %s, and was marked", parts[0], place)
                    .isTrue();
        }
        assertThat(seen).as("what was handed out after %s", place).containsExactlyInAnyOrderElementsOf(stored);
    }

    private record Ended(int exitCode, List<String> lines) {}

    private Ended start(Path own, String place) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        SynchronizingProcess.class.getName(),
                        simulator.baseUri().toString(),
                        own.toString(),
                        ago(Duration.ofDays(30)).toString(),
                        place))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            for (Map.Entry<String, String> taxpayer : tokens.entrySet()) {
                in.write((taxpayer.getKey() + " " + taxpayer.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out.lines().toList());
    }
}
