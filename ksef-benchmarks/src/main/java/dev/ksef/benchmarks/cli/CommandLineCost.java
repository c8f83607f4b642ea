package dev.ksef.benchmarks.cli;

import dev.ksef.benchmarks.process.SimulatorProcess;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.LongInvoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What do {@code ksef --help} and {@code ksef send} take beside a JVM that does nothing and beside a program of the JDK alone
 * that makes the same exchanges? Each run is a process of its own, in turns, against one simulator. Needs the built {@code
 * ksef-cli/target/ksef.jar} with {@code ksef} beside it, and bash.
 */
public final class CommandLineCost {

    private static final int ROUNDS = 15;
    private static final String NIP = "5265877635";
    private static final String TOKEN = "command-line-token";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int INVOICE_BYTES = 10_000;

    private static final String EMPTY = "a JVM that does nothing";
    private static final String BARE = "the same exchanges by the JDK alone";
    private static final String BARE_SIGN_IN = "the same exchanges and a sign-in by the JDK alone";
    private static final String SEND = "`ksef send`";

    private final Path folder;
    private final Path program;
    private final String address;
    private final Map<String, String> environment = new HashMap<>();

    private CommandLineCost(Path folder, Path program, String address) {
        this.folder = folder;
        this.program = program;
        this.address = address;
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("KSEF_TOKEN", TOKEN);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** One way to do something, and what it stands beside. */
    private record Way(String beside, String target, Function<Path, Measured> run) {}

    /** @param arguments those of the report */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Report report = Report.of(CommandLineCost.class, arguments);
        Path folder = Files.createTempDirectory("ksef-command-line");
        try (SimulatorProcess simulator = SimulatorProcess.start("--nip", NIP, "--token", TOKEN)) {
            var cost = new CommandLineCost(
                    folder,
                    Path.of("ksef-cli", "target").toAbsolutePath(),
                    simulator.baseUri().toString());
            cost.copy(BareSend.class, Empty.class);
            long begun = System.nanoTime();
            cost.ksef("login", "--environment", cost.address, "--nip", NIP);
            cost.awaitArchive(begun, report);
            cost.compare(report);
            report.finish();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A bare program has no jar of 80 MB to open. */
    private void copy(Class<?>... programs) throws IOException {
        for (Class<?> each : programs) {
            String name = each.getName().replace('.', '/') + ".class";
            Path file = folder.resolve("bare").resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (InputStream bytes = Objects.requireNonNull(each.getResourceAsStream("/" + name))) {
                Files.copy(bytes, file);
            }
        }
    }

    private void awaitArchive(long begun, Report report) throws IOException, InterruptedException {
        while (true) {
            try (Stream<Path> files = Files.list(folder.resolve("cache/ksef"))) {
                var archive =
                        files.filter(file -> file.toString().endsWith(".jsa")).findFirst();
                if (archive.isPresent()) {
                    report.line("The first start had an archive of classes made in the background: "
                            + Files.size(archive.get()) / 1_000_000 + " MB after "
                            + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s.");
                    report.line("");
                    return;
                }
            }
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new IllegalStateException("No archive was made in " + LONGEST);
            }
            Thread.sleep(200);
        }
    }

    private void compare(Report report) throws IOException {
        String access = bare("sign-in", address, NIP, TOKEN).said();
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(EMPTY, new Way(EMPTY, "", invoice -> java(Empty.class)));
        ways.put("`java -jar ksef.jar --help`", new Way(EMPTY, "at most 2.5", invoice -> jar("--help")));
        ways.put("`ksef --help`", new Way(EMPTY, "at most 2.5", invoice -> ksef("--help")));
        ways.put(BARE, new Way(BARE, "", invoice -> bare("send", address, access, invoice.toString(), out("bare"))));
        ways.put("`java -jar ksef.jar send`", new Way(BARE, "", invoice -> jar(send(invoice))));
        ways.put(SEND + " without the archive", new Way(BARE, "", invoice -> plain(send(invoice))));
        ways.put(SEND, new Way(BARE, "at most 2.5", invoice -> ksef(send(invoice))));
        ways.put(
                BARE_SIGN_IN,
                new Way(
                        BARE_SIGN_IN,
                        "",
                        invoice -> bare("sign-in", address, NIP, TOKEN, invoice.toString(), out("bare"))));
        ways.put(SEND + " without tokens, so that it signs in", new Way(BARE_SIGN_IN, "at most 2.5", invoice -> {
            forgetTokens();
            return ksef(send(invoice));
        }));
        Map<String, List<Measured>> taken = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                taken.computeIfAbsent(way.getKey(), absent -> new ArrayList<>())
                        .add(way.getValue().run().apply(invoice()));
            }
        }
        report.row("command", "processor time", "beside", "ratio", "target", "on the wall");
        report.line("|---|---|---|---|---|---|");
        ways.forEach((name, way) -> {
            long own = median(taken, name, Measured::processorMillis);
            boolean base = way.beside().equals(name);
            report.row(
                    name,
                    own + " ms",
                    base ? "" : way.beside(),
                    base
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.2f",
                                    (double) own / median(taken, way.beside(), Measured::processorMillis)),
                    way.target(),
                    median(taken, name, Measured::wallMillis) + " ms");
        });
    }

    private static long median(Map<String, List<Measured>> taken, String name, Function<Measured, Long> figure) {
        List<Measured> all = Objects.requireNonNull(taken.get(name));
        return all.stream().map(figure).sorted().toList().get(all.size() / 2);
    }

    private String[] send(Path invoice) {
        return new String[] {"send", invoice.toString(), "--out", out("archive")};
    }

    private String out(String name) {
        return folder.resolve(name).toString();
    }

    /** One that nobody sent before. */
    private Path invoice() throws IOException {
        String xml = LongInvoice.ofAtLeast(INVOICE_BYTES)
                .replace("5265877635", NIP)
                .replaceFirst("<P_2>[^<]*</P_2>", "<P_2>" + UUID.randomUUID() + "</P_2>");
        return Files.write(folder.resolve("invoice.xml"), xml.getBytes(StandardCharsets.UTF_8));
    }

    private void forgetTokens() {
        try (Stream<Path> files = Files.walk(folder.resolve("config/ksef/default/tokens"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException locked) {
            throw new UncheckedIOException(locked);
        }
    }

    private Measured java(Class<?> bare, String... arguments) {
        return run(environment, List.of(JAVA, "-cp", out("bare"), bare.getName()), arguments);
    }

    private Measured bare(String... arguments) {
        return java(BareSend.class, arguments);
    }

    private Measured jar(String... arguments) {
        return run(
                environment, List.of(JAVA, "-jar", program.resolve("ksef.jar").toString()), arguments);
    }

    private Measured ksef(String... arguments) {
        return run(environment, List.of(program.resolve("ksef").toString()), arguments);
    }

    private Measured plain(String... arguments) {
        Map<String, String> without = new HashMap<>(environment);
        without.put("KSEF_ARCHIVE", "off");
        return run(without, List.of(program.resolve("ksef").toString()), arguments);
    }

    private static Measured run(Map<String, String> environment, List<String> command, String... arguments) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        return Measured.of(environment, whole);
    }
}
