package dev.ksef.examples;

import dev.ksef.KsefClient;
import dev.ksef.adapter.file.FileSyncStateStore;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.export.InvoiceFolder;
import dev.ksef.domain.sync.ChainReport;
import dev.ksef.domain.sync.SyncConsumer;
import dev.ksef.domain.sync.SyncOptions;
import dev.ksef.domain.sync.SyncReport;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fetches all invoices on which a taxpayer is the buyer into a folder, and proves that none is missing. Without settings it runs
 * on a simulator of its own, which has some; called again with a state, it fetches only what is new.
 */
public final class FetchPurchases {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final String SELLER = "1111111111";

    /** Long enough to see that KSeF makes a package. */
    private static final Duration EXPORTING = Duration.ofSeconds(3);

    /** Several parts show that they come side by side. */
    private static final int PART_BYTES = 100_000;

    private static final Duration AUDITED = Duration.ofDays(30);

    private final Properties properties;
    private final UnaryOperator<@Nullable String> secrets;
    private final PrintStream out;
    private final ProgressDisplay display;

    private FetchPurchases(
            Properties properties, UnaryOperator<@Nullable String> secrets, PrintStream out, boolean onTerminal) {
        this.properties = properties;
        this.secrets = secrets;
        this.out = out;
        this.display = new ProgressDisplay(out, onTerminal);
    }

    /**
     * Runs with the system properties of the quick start, and {@code ksef.from} (the first day, a month ago by default), {@code
     * ksef.invoices} (how many the simulator has), {@code ksef.progress} ({@code bar} or {@code lines}) and {@code ksef.state} (a
     * directory, whose key is the environment variable {@code KSEF_STATE_KEY}: 32 bytes in Base64).
     *
     * @param arguments the folder, or none
     */
    public static void main(String... arguments) {
        int code = run(
                List.of(arguments),
                System.getProperties(),
                System::getenv,
                KsefSimulator.builder().exportDelay(EXPORTING).exportPartBytes(PART_BYTES),
                System.console() != null,
                System.out,
                System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** 0 when all was fetched and the audit found nothing missing, 1 when not, 2 when a setting is wrong. */
    static int run(
            List<String> arguments,
            Properties properties,
            UnaryOperator<@Nullable String> secrets,
            SimulatorBuilder simulator,
            boolean hasTerminal,
            PrintStream out,
            PrintStream err) {
        try {
            var values = new ExampleProperties(properties);
            QuickStartSettings settings = QuickStartSettings.of(properties);
            return new FetchPurchases(properties, secrets, out, values.isBar(hasTerminal))
                            .run(arguments, settings, simulator, values.invoices("300"))
                    ? 0
                    : 1;
        } catch (IllegalArgumentException wrong) {
            err.println("Fetching purchases: " + ExampleProperties.oneLine(wrong));
            return 2;
        } catch (KsefException refused) {
            err.println("Fetching purchases did not succeed: " + ExampleProperties.oneLine(refused));
            return 1;
        }
    }

    private boolean run(List<String> arguments, QuickStartSettings settings, SimulatorBuilder unstarted, int invoices) {
        if (!settings.onSimulator()) {
            return fetch(arguments, settings);
        }
        try (KsefSimulator simulator = settings.start(unstarted)) {
            out.println(
                    "A simulator of KSeF was started at " + simulator.baseUri() + ", with " + invoices + " purchases");
            Instant now = Instant.now();
            simulator
                    .invoices()
                    .store(
                            invoices,
                            SELLER,
                            simulator.nip(),
                            now.minus(Duration.ofDays(20)),
                            now.minus(Duration.ofHours(1)));
            return fetch(arguments, settings.on(simulator));
        }
    }

    private boolean fetch(List<String> arguments, QuickStartSettings settings) {
        var builder = KsefClient.builder()
                .environment(settings.environment())
                .credentials(Credentials.ksefToken(settings.token()))
                .listener(display);
        String directory = properties.getProperty("ksef.state");
        if (directory == null) {
            return fetch(arguments, settings, builder);
        }
        byte[] key = ExampleProperties.key(secrets, "KSEF_STATE_KEY", "-Dksef.state");
        try (FileSyncStateStore states = FileSyncStateStore.open(Path.of(directory), key)) {
            return fetch(arguments, settings, builder.syncStates(states));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private boolean fetch(List<String> arguments, QuickStartSettings settings, KsefClient.Builder builder) {
        Path output = Path.of(properties.getProperty("ksef.output", "target/quickstart"));
        LocalDate first = first();
        try (KsefClient ksef = builder.build()) {
            InvoiceFolder folder =
                    ksef.folder(arguments.isEmpty() ? output.resolve("purchases") : Path.of(arguments.get(0)));
            display.print("Fetching what " + settings.environment() + " has stored since " + first + " with NIP "
                    + settings.nip() + " as buyer, into " + folder.path());
            SyncOptions options =
                    SyncOptions.from(first).subjects(SubjectType.BUYER).auditEvery(1, AUDITED);
            SyncReport report = ksef.forContext(settings.nip()).sync(options, SyncConsumer.into(folder));
            report.chains().forEach(this::show);
            ksef.forContext(settings.nip()).signOut();
            return report.isComplete();
        }
    }

    private LocalDate first() {
        String day = properties.getProperty("ksef.from");
        try {
            return day == null ? LocalDate.now(WARSAW).minusMonths(1) : LocalDate.parse(day);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("-Dksef.from must be a day such as 2026-02-01, but it is '" + day + "'");
        }
    }

    private void show(ChainReport chain) {
        display.print(chain.handedOut() + " invoices were new; the folder has all up to "
                + chain.mark().map(Instant::toString).orElse("no moment yet"));
        chain.audit()
                .ifPresent(audit -> display.print("The audit from " + audit.from() + " on saw " + audit.checked()
                        + " invoices: " + audit.late().size() + " had come late, "
                        + audit.withoutStorageDate().size() + " are not stored yet, "
                        + audit.unseen().size() + " are not shown any more"));
        chain.failure().ifPresent(failure -> display.print("It ended early: " + failure.getMessage()));
    }
}
