package dev.ksef.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendFolderTest {

    private static final String NIP = "5265877635";
    private static final String KEY = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

    private final OfficialContract contract = new OfficialContract();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path output;

    @TempDir
    private Path folder;

    @AfterEach
    void exchangesConform() {
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void withoutAFolder_invoicesAreMade_andSentInOnePackage() throws IOException {
        assertThat(run(List.of(), "ksef.invoices", "40")).as(told(err)).isZero();
        assertThat(told(out))
                .contains(
                        "Sending 40 invoices",
                        "Checking 100 %, 40 of 40",
                        "Package 100 %",
                        "Upload 100 %",
                        "Session 100 %, 40 of 40",
                        "40 invoices: 40 accepted")
                .doesNotContain("\r", "#");
        assertThat(told(err)).isEmpty();
        assertThat(contract.exchanges()).contains("POST /v2/sessions/batch -> 201");
        try (Stream<Path> stored = Files.list(output.resolve("archive"))) {
            assertThat(stored).as("each invoice beside its UPO").hasSize(80);
        }
    }

    @Test
    void onATerminal_aBarIsDrawn() {
        assertThat(run(List.of(), "ksef.invoices", "40", "ksef.progress", "bar"))
                .as(told(err))
                .isZero();
        assertThat(told(out)).contains("\rUpload [#####").contains("\rSession [#####");
    }

    @Test
    void folder_isSent_andWhatKsefRefusesIsTold() throws IOException {
        write("a.xml", "FV/1", 0);
        write("b.xml", "FV/1", 1);
        write("c.xml", "FV/2", 0);
        assertThat(run(List.of(folder.toString()), "ksef.nip", NIP)).isEqualTo(1);
        assertThat(told(out))
                .contains("2 accepted, 1 rejected", "Sending  33 %, 1 of 3")
                .containsPattern("[ab]\\.xml: REJECTED, another invoice has this number");
    }

    @Test
    void journal_remembersWhatWasSent() throws IOException {
        write("a.xml", "FV/1", 0);
        String journal = output.resolve("journal").toString();
        for (int time = 1; time <= 2; time++) {
            assertThat(run(List.of(folder.toString()), "ksef.nip", NIP, "ksef.journal", journal))
                    .as(told(err))
                    .isZero();
        }
        assertThat(contract.exchanges().stream().filter(exchange -> exchange.contains("/invoices -> 202")))
                .as("the second time it is only read")
                .hasSize(1);
        assertThat(told(out)).doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "ksef.invoices, 0, 1 to 99999",
        "ksef.progress, maybe, bar or lines",
        "ksef.environment, production, legally issued"
    })
    void wrongValue_isToldInOneLine(String name, String value, String told) {
        assertThat(run(List.of(), name, value)).isEqualTo(2);
        assertThat(told(err).lines()).singleElement().asString().contains(told);
    }

    @Test
    void folderThatIsNotThere_isToldInOneLine() {
        assertThat(run(List.of(folder.resolve("nowhere").toString()))).isEqualTo(1);
        assertThat(told(err).lines()).singleElement().asString().contains("nowhere", "cannot be read");
    }

    private void write(String name, String number, int secondsLater) throws IOException {
        Instant now = Instant.now();
        Files.write(
                folder.resolve(name),
                SampleInvoice.xml(
                        Nip.of(NIP),
                        number,
                        LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw")),
                        now.plusSeconds(secondsLater)));
    }

    private int run(List<String> arguments, String... settings) {
        var properties = new Properties();
        properties.setProperty("ksef.output", output.toString());
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        return SendFolder.run(
                arguments,
                properties,
                name -> KEY,
                KsefSimulator.builder().observer(contract),
                false,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String told(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
