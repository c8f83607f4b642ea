package dev.ksef.examples;

import dev.ksef.KsefClient;
import dev.ksef.adapter.file.FileSubmissionJournal;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.domain.submission.SubmissionOptions;
import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends a folder of invoices as one act, and shows how far it is. Without a folder it makes invoices of its own, without settings
 * it runs on a simulator of its own.
 */
public final class SendFolder {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    /** Long enough to see the bar move. */
    private static final Duration PROCESSING = Duration.ofSeconds(3);

    private final Properties properties;
    private final UnaryOperator<@Nullable String> secrets;
    private final PrintStream out;
    private final ProgressDisplay display;
    private final Path output;

    private SendFolder(
            Properties properties, UnaryOperator<@Nullable String> secrets, PrintStream out, boolean onTerminal) {
        this.properties = properties;
        this.secrets = secrets;
        this.out = out;
        this.display = new ProgressDisplay(out, onTerminal);
        this.output = Path.of(properties.getProperty("ksef.output", "target/quickstart"));
    }

    /**
     * Runs with the system properties of the quick start, and {@code ksef.run} (the name of the submission), {@code
     * ksef.invoices} (how many are made), {@code ksef.progress} ({@code bar} or {@code lines}) and {@code ksef.journal} (a
     * directory, whose key is the environment variable {@code KSEF_JOURNAL_KEY}: 32 bytes in Base64).
     *
     * @param arguments the folder, or none
     */
    public static void main(String... arguments) {
        int code = run(
                List.of(arguments),
                System.getProperties(),
                System::getenv,
                KsefSimulator.builder().processingDelay(PROCESSING),
                System.console() != null,
                System.out,
                System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** 0 when KSeF accepted all invoices, 1 when it did not or could not, 2 when a setting is wrong. */
    static int run(
            List<String> arguments,
            Properties properties,
            UnaryOperator<@Nullable String> secrets,
            SimulatorBuilder simulator,
            boolean hasTerminal,
            PrintStream out,
            PrintStream err) {
        try {
            boolean bar = new ExampleProperties(properties).isBar(hasTerminal);
            QuickStartSettings settings = QuickStartSettings.of(properties);
            return new SendFolder(properties, secrets, out, bar).run(arguments, settings, simulator) ? 0 : 1;
        } catch (IllegalArgumentException wrong) {
            err.println("Sending a folder: " + ExampleProperties.oneLine(wrong));
            return 2;
        } catch (KsefException | UncheckedIOException refused) {
            err.println("Sending a folder did not succeed: " + ExampleProperties.oneLine(refused));
            return 1;
        }
    }

    private boolean run(List<String> arguments, QuickStartSettings settings, SimulatorBuilder unstarted) {
        if (!settings.onSimulator()) {
            return send(arguments, settings);
        }
        try (KsefSimulator simulator = settings.start(unstarted)) {
            out.println("A simulator of KSeF was started at " + simulator.baseUri());
            return send(arguments, settings.on(simulator));
        }
    }

    private boolean send(List<String> arguments, QuickStartSettings settings) {
        var builder = KsefClient.builder()
                .environment(settings.environment())
                .credentials(Credentials.ksefToken(settings.token()))
                .listener(display);
        String directory = properties.getProperty("ksef.journal");
        if (directory == null) {
            return send(arguments, settings, builder);
        }
        byte[] key = ExampleProperties.key(secrets, "KSEF_JOURNAL_KEY", "-Dksef.journal");
        try (FileSubmissionJournal journal = FileSubmissionJournal.open(Path.of(directory), key)) {
            return send(arguments, settings, builder.journal(journal));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private boolean send(List<String> arguments, QuickStartSettings settings, KsefClient.Builder builder) {
        Path folder = arguments.isEmpty() ? made(settings) : Path.of(arguments.get(0));
        List<InvoiceSource> invoices = InvoiceSource.folder(folder);
        var run = SubmissionId.of(properties.getProperty("ksef.run", "folder " + folder.getFileName()));
        Path archive = output.resolve("archive");
        try (KsefClient ksef = builder.build()) {
            display.print("Sending " + invoices.size() + " invoices of " + folder + " to " + settings.environment()
                    + " as NIP " + settings.nip() + ", under the name '" + run + "'");
            SubmissionReport report = ksef.forContext(settings.nip())
                    .submit(
                            run,
                            invoices,
                            SubmissionOptions.builder().archive(archive).build());
            show(report, archive);
            ksef.forContext(settings.nip()).signOut();
            return report.isComplete();
        }
    }

    private void show(SubmissionReport report, Path archive) {
        display.print(report.toString());
        for (InvoiceResult result : report.results()) {
            if (result.state() != InvoiceResult.State.ACCEPTED) {
                display.print(result.name() + ": " + result.state() + ", " + result.reason());
            }
        }
        display.print("The accepted ones are in " + archive + ", each with its UPO");
        if (!report.ended()) {
            display.print("It has not ended: run it again under the same name");
        }
    }

    private Path made(QuickStartSettings settings) {
        int count = new ExampleProperties(properties).invoices("200");
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, WARSAW);
        Path folder = output.resolve("invoices-" + now.toEpochMilli());
        IntStream.rangeClosed(1, count).forEach(i -> {
            String number = "SF/" + now.toEpochMilli() + "/" + i;
            write(folder, "invoice-%05d.xml".formatted(i), SampleInvoice.xml(settings.nip(), number, today, now));
        });
        return folder;
    }

    private static void write(Path folder, String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + folder.resolve(name), failed);
        }
    }
}
