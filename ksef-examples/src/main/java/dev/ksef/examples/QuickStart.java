package dev.ksef.examples;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.error.KsefException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.qr.QrCode;
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
import java.util.Properties;
import java.util.UUID;

/**
 * The main job from beginning to end: sign in with a KSeF token, send one invoice, fetch its number, its UPO and the QR
 * code for its print. Without settings it runs on a simulator of its own.
 */
public final class QuickStart {

    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PrintStream out;
    private final Path folder;

    QuickStart(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** Runs with the system properties {@code ksef.environment}, {@code ksef.nip} and {@code ksef.token}. */
    public static void main(String... arguments) {
        int code = run(System.getProperties(), KsefSimulator.builder(), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** 0 when all went well, 1 when KSeF or the network did not let it, 2 when a setting is wrong. */
    static int run(Properties properties, SimulatorBuilder simulator, PrintStream out, PrintStream err) {
        Path folder = Path.of(properties.getProperty("ksef.output", "target/quickstart"));
        try {
            QuickStartSettings settings = QuickStartSettings.of(properties);
            new QuickStart(out, folder).run(settings, simulator);
            return 0;
        } catch (IllegalArgumentException wrong) {
            err.println("Quick start: " + oneLine(wrong));
            return 2;
        } catch (KsefException | UncheckedIOException refused) {
            err.println("Quick start did not succeed: " + oneLine(refused));
            return 1;
        }
    }

    private static String oneLine(Exception problem) {
        return String.valueOf(problem.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    private void run(QuickStartSettings settings, SimulatorBuilder unstarted) {
        if (!settings.onSimulator()) {
            send(settings);
            return;
        }
        try (KsefSimulator simulator = settings.start(unstarted)) {
            out.println("A simulator of KSeF was started at " + simulator.baseUri());
            send(settings.on(simulator));
        }
    }

    private void send(QuickStartSettings settings) {
        out.println("1. Made a client for " + settings.environment() + ", acting for NIP " + settings.nip()
                + "; nothing was sent yet");
        try (KsefClient ksef = KsefClient.builder()
                .environment(settings.environment())
                .credentials(Credentials.ksefToken(settings.token()))
                .listener(new KsefListener() {
                    @Override
                    public void onTokenObtained(KsefEvent.TokenObtained event) {
                        out.println("3. Signed in with the KSeF token");
                    }
                })
                .build()) {
            send(ksef, settings);
        }
    }

    private void send(KsefClient ksef, QuickStartSettings settings) {
        LocalDate today = LocalDate.now(WARSAW);
        String number = "QS/" + today + "/" + UUID.randomUUID();
        byte[] xml = SampleInvoice.xml(settings.nip(), number, today, Instant.now());
        write("invoice.xml", xml);
        out.println(
                "2. Made invoice " + number + " (FA(3), " + xml.length + " bytes): " + folder.resolve("invoice.xml"));

        AcceptedInvoice accepted;
        OnlineSession opened;
        try (OnlineSession session = ksef.forContext(settings.nip()).sessions().openOnline(FormCode.FA_3)) {
            opened = session;
            out.println("4. Opened online session " + session.referenceNumber());
            SentInvoice sent = session.send(xml);
            out.println("5. Sent the invoice, encrypted; KSeF took it up as " + sent.referenceNumber());
            accepted = sent.await(PATIENCE);
            out.println("6. KSeF accepted it; its number is " + accepted.ksefNumber());
            write("upo.xml", accepted.upo().bytes());
            out.println("7. Fetched its UPO and checked the hash: " + folder.resolve("upo.xml"));
        }
        out.println("8. Closed the session");
        write("kod1.png", QrCode.png(accepted.verificationLink()));
        out.println("9. Made its QR code: " + folder.resolve("kod1.png"));
        out.println("   which leads to " + accepted.verificationLink());
        var status = opened.awaitProcessed(PATIENCE);
        out.println("10. KSeF processed the session: " + status.successfulInvoiceCount() + " of "
                + status.invoiceCount() + " invoices accepted");
        ksef.forContext(settings.nip()).signOut();
        out.println("11. Signed out. Done.");
    }

    private void write(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + folder.resolve(name), failed);
        }
    }
}
