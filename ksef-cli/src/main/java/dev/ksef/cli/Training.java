package dev.ksef.cli;

import dev.ksef.cli.shell.Surroundings;
import dev.ksef.simulator.KsefSimulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Goes the ways that people go, with a KSeF of its own, so that a JVM that archives its classes at exit has seen those that
 * the commands need. It touches nothing of the user and asks nobody outside.
 */
public final class Training {

    private static final Duration AGO = Duration.ofHours(1);

    private final Path home;
    private final String token;

    private Training(Path home, String token) {
        this.home = home;
        this.token = token;
    }

    /** Ends with the code of the first command that fails, so that no archive is made of half the way. */
    public static void main(String... arguments) throws IOException {
        Path home = Files.createTempDirectory("ksef-training");
        int code;
        try (KsefSimulator simulator = KsefSimulator.start()) {
            code = new Training(home, simulator.token()).go(simulator);
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(code);
    }

    private int go(KsefSimulator simulator) throws IOException {
        Path invoice = home.resolve("invoice.xml");
        Instant now = Instant.now();
        String number = simulator
                .invoices()
                .store(1, simulator.nip(), "1111111111", now.minus(AGO), now)
                .get(0);
        int code = run("login", "--environment", simulator.baseUri().toString(), "--nip", simulator.nip());
        code = code == 0 ? run("get", number, "--out", invoice.toString()) : code;
        if (code == 0) {
            Files.writeString(
                    invoice, Files.readString(invoice).replaceFirst("<P_2>[^<]*</P_2>", "<P_2>" + number + "</P_2>"));
        }
        code = code == 0 ? run("send", invoice.toString()) : code;
        code = code == 0 ? run("send", invoice.toString(), "--json") : code;
        code = code == 0 ? run("status") : code;
        code = code == 0 ? run("query", "--as", "seller") : code;
        return code == 0 ? run("limits") : code;
    }

    private int run(String... arguments) {
        return Program.run(
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new ByteArrayOutputStream(),
                        System.err,
                        false,
                        null,
                        Map.of("KSEF_TOKEN", token, "XDG_CONFIG_HOME", home.toString()),
                        Locale.ENGLISH,
                        home,
                        new AtomicReference<>()),
                arguments);
    }
}
