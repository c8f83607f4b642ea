package dev.ksef.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.openapi.SharedFolder;
import dev.ksef.simulator.KsefSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickStartTest {

    private final OfficialContract contract = new OfficialContract();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void quickStart_onTheSimulator_tellsEachStepAndLeavesThreeFiles(@TempDir Path folder) {
        assertThat(run(folder, "ksef.nip", "5265877635", "ksef.token", "my|token"))
                .as(err.toString())
                .isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("5265877635", "Signed in", "-SO-", "-EE-", "UPO", "QR code", "1 of 1 invoices accepted")
                .doesNotContain("my|token");
        assertThat(folder.resolve("invoice.xml")).content().contains("<NIP>5265877635</NIP>");
        assertThat(folder.resolve("upo.xml")).content().contains("Potwierdzenie");
        assertThat(folder.resolve("kod1.png")).isNotEmptyFile();
        assertThat(contract.exchanges()).as("all were seen").contains("POST /v2/sessions/online -> 201");
    }

    @AfterEach
    void exchangesConform() {
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ksef.nip, 123, ten digits",
        "ksef.environment, moon, simulator",
        "ksef.environment, test, ksef.token",
        "ksef.environment, production, legally issued"
    })
    void wrongValue_isToldInOneLine(String name, String value, String told, @TempDir Path folder) {
        assertThat(run(folder, name, value)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains(told);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tokenThatKsefRefuses_isToldInOneLine(@TempDir Path folder) {
        int code = run(folder, "ksef.nip", "5265877635", "ksef.token", "x".repeat(161));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("160").doesNotContain("xxx");
    }

    @Test
    void invoice_ofTheQuickStart_isValidByTheOfficialSchema() {
        assumeTrue(SharedFolder.find().isPresent(), "SKIPPED: the official schemas are not here");
        Path schemas = SharedFolder.find().orElseThrow().resolve("xsd").resolve("fa");
        try (KsefSimulator simulator = KsefSimulator.builder()
                        .schemas(schemas)
                        .observer(contract)
                        .start();
                KsefClient ksef = KsefClient.builder()
                        .environment(KsefEnvironment.custom(
                                "simulated", simulator.baseUri().toString(), "http://localhost"))
                        .credentials(Credentials.ksefToken(simulator.token()))
                        .build();
                OnlineSession session = ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
            String invoice = new String(
                    SampleInvoice.xml(
                            Nip.of(simulator.nip()),
                            "QS/1 & <2>",
                            LocalDate.now(ZoneId.of("Europe/Warsaw")),
                            Instant.now()),
                    StandardCharsets.UTF_8);
            assertThat(session.send(bytes(invoice)).await(Duration.ofMinutes(1)).ksefNumber())
                    .isNotNull();
            assertThatThrownBy(() -> session.send(bytes(invoice.replace("<P_12>23<", "<P_12>24<")))
                            .await(Duration.ofMinutes(1)))
                    .as("the schema is really looked at")
                    .isInstanceOf(KsefProcessingException.class)
                    .hasMessageContaining("450");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private int run(Path folder, String... settings) {
        var properties = new Properties();
        properties.setProperty("ksef.output", folder.toString());
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        return QuickStart.run(
                properties,
                KsefSimulator.builder().observer(contract),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
