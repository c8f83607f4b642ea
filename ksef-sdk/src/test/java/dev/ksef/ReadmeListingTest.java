package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.qr.QrCode;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The listing of the README, as it stands there but for the environment, the NIP and where the files lie. */
class ReadmeListingTest {

    private final OfficialContract contract = new OfficialContract();

    @RegisterExtension
    private final SimulatorExtension simulators =
            new SimulatorExtension(KsefSimulator.builder().observer(contract));

    @Test
    void listing_compilesAndRuns(KsefSimulator simulator, @TempDir Path folder) throws IOException {
        KsefEnvironment environment =
                KsefEnvironment.custom("simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl");
        Map<String, String> env = Map.of("KSEF_TOKEN", simulator.token());
        Files.write(
                folder.resolve("invoice.xml"),
                Scenario.invoice(simulator.nip(), "FV/1", LocalDate.now(ZoneId.of("Europe/Warsaw"))));

        try (var ksef = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(env.get("KSEF_TOKEN")))
                .build()) {
            var company = ksef.forNip(simulator.nip());
            try (var session = company.sessions().openOnline(FormCode.FA_3)) {
                var accepted = session.send(folder.resolve("invoice.xml")).await(Duration.ofMinutes(2));
                System.out.println(accepted.ksefNumber());
                Files.write(folder.resolve("upo.xml"), accepted.upo().bytes());
                Files.write(folder.resolve("kod1.png"), QrCode.png(accepted.verificationLink()));
            }
        }

        assertThat(folder.resolve("upo.xml")).content().contains("Potwierdzenie", simulator.nip());
        assertThat(folder.resolve("kod1.png")).isNotEmptyFile();
        assertThat(simulators).isNotNull();
        assertThat(contract.log()).contains("POST /v2/sessions/online 201");
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }
}
