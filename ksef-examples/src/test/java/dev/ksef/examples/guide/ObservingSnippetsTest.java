package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.adapter.micrometer.KsefMeters;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.examples.OfficialContract;
import dev.ksef.examples.SampleInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.event.SampleEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets about logs, meters and observations, run together on one invoice. */
class ObservingSnippetsTest {

    private static final Pattern ROW = Pattern.compile("\\| `(ksef\\.[a-z.]+)` \\|");

    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator =
            KsefSimulator.builder().observer(contract).start();
    private final KsefEnvironment environment =
            KsefEnvironment.custom("simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> paged = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("dev.ksef");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            log.add(logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void invoice_leavesItsTracesEverywhere_andNoSecretInTheLog() throws IOException {
        var settings =
                KsefClient.builder().environment(environment).credentials(Credentials.ksefToken(simulator.token()));
        Observing.logged(settings);
        Observing.metered(settings, meters);
        Observing.observed(settings, ObservationRegistry.create());
        Observing.watched(settings, paged::add);
        try (KsefClient ksef = settings.build()) {
            OnlineSession session = ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);
            session.send(InvoiceXml.read(file()), SendOptions.ONLINE).await(Duration.ofMinutes(2));
            session.close();
            session.awaitProcessed(Duration.ofMinutes(2));
            assertThat(paged).contains(session.referenceNumber() + ": 1 of 1");
        }
        assertThat(meters.get("ksef.tokens").tag("how", "signed_in").timer().count())
                .isEqualTo(1);
        assertThat(meters.get("ksef.attempts")
                        .tag("operation", "POST /sessions/online/{referenceNumber}/invoices")
                        .tag("status", "2xx")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(log)
                .anyMatch(line -> line.startsWith(
                        "attempt operation=\"POST /sessions/online/{referenceNumber}/invoices\" status=202"))
                .noneMatch(line -> line.contains(simulator.token())
                        || line.contains(simulator.nip())
                        || line.contains("eyJhbGciOi"));
    }

    @Test
    void contexts_areShownInFullWhereAskedFor() {
        var settings =
                KsefClient.builder().environment(environment).credentials(Credentials.ksefToken(simulator.token()));
        try (KsefClient ksef = Observing.loggedInFull(settings).build()) {
            ksef.forNip(simulator.nip()).authSessions().list(null, null);
        }
        assertThat(log).anyMatch(line -> line.contains("context=Nip:" + simulator.nip()));
    }

    @Test
    void meters_thatAreMade_areThoseOfTheGuide() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide", "observing.md"));
        SampleEvents.ofEachKind("text").forEach(KsefMeters.of(meters)::on);
        assertThat(ROW.matcher(guide).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(meters.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .distinct()
                        .toList());
    }

    private Path file() throws IOException {
        byte[] xml = SampleInvoice.xml(
                Nip.of(simulator.nip()), "FV/1", LocalDate.now(ZoneId.of("Europe/Warsaw")), Instant.now());
        return Files.write(folder.resolve("invoice.xml"), xml);
    }
}
