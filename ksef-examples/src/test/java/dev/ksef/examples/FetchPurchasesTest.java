package dev.ksef.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchPurchasesTest {

    private static final String NIP = "5265877635";
    private static final String KEY = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

    private final OfficialContract contract = new OfficialContract();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SimulatorBuilder simulator =
            KsefSimulator.builder().observer(contract).exportPartBytes(20_000);

    @TempDir
    private Path output;

    @AfterEach
    void exchangesConform() {
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void purchases_areFetchedByAnExport_andAudited() throws IOException {
        assertThat(run(List.of(), "ksef.invoices", "60")).as(told(err)).isZero();
        assertThat(told(out))
                .contains("with 60 purchases", "Download 100 %", "60 invoices were new; the folder has all up to ")
                .containsPattern(
                        "The audit from .* saw 60 invoices: 0 had come late, 0 are not stored yet, 0 are not shown")
                .doesNotContain("\r", "#");
        assertThat(told(err)).isEmpty();
        assertThat(contract.exchanges()).contains("POST /v2/invoices/exports -> 201");
        assertThat(files(output.resolve("purchases")))
                .as("each invoice with its metadata")
                .isEqualTo(120);
    }

    @Test
    void onATerminal_aBarIsDrawn() {
        assertThat(run(List.of(), "ksef.invoices", "30", "ksef.progress", "bar"))
                .as(told(err))
                .isZero();
        assertThat(told(out)).contains("\rDownload [#####");
    }

    @Test
    void state_remembersWhatWasFetched() throws IOException {
        String state = output.resolve("state").toString();
        for (int time = 1; time <= 2; time++) {
            Path folder = output.resolve("folder" + time);
            assertThat(run(List.of(folder.toString()), "ksef.invoices", "3", "ksef.nip", NIP, "ksef.state", state))
                    .as(told(err))
                    .isZero();
            assertThat(files(folder)).isEqualTo(6);
        }
        assertThat(told(out))
                .as("the second simulator has others, below the mark")
                .containsPattern("3 had come late, 0 are not stored yet, 3 are not shown")
                .doesNotContain(KEY);
    }

    @Test
    void whatKsefRefuses_isTold() {
        simulator.faults("POST /invoices/query/metadata=403-blocked");
        assertThat(run(List.of())).isEqualTo(1);
        assertThat(told(out)).contains("It ended early: ");
    }

    @ParameterizedTest
    @CsvSource({
        "ksef.invoices, 0, 1 to 99999",
        "ksef.progress, maybe, bar or lines",
        "ksef.from, yesterday, 2026-02-01",
        "ksef.environment, production, legally issued"
    })
    void wrongValue_isToldInOneLine(String name, String value, String told) {
        assertThat(run(List.of(), name, value)).isEqualTo(2);
        assertThat(told(err).lines()).singleElement().asString().contains(told);
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private int run(List<String> arguments, String... settings) {
        var properties = new Properties();
        properties.setProperty("ksef.output", output.toString());
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        return FetchPurchases.run(
                arguments,
                properties,
                name -> KEY,
                simulator,
                false,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String told(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
