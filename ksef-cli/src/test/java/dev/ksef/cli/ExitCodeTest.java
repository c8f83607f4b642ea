package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.FailureReport;
import dev.ksef.cli.shell.Messages;
import dev.ksef.cli.shell.Words;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each documented exit code, as a process gives it. That of an interruption is shown by {@link SendTest}. */
class ExitCodeTest {

    @TempDir
    Path home;

    private KsefSimulator simulator;

    @BeforeEach
    void start() {
        begin(Duration.ZERO);
    }

    private void begin(Duration processing) {
        simulator = KsefSimulator.builder().processingDelay(processing).start();
        assertThat(Logins.login(ksef(), simulator).code()).isZero();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ran.Settings ksef() {
        return new Ran.Settings(home);
    }

    private Path invoice(String number) throws IOException {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
        return Files.write(home.resolve("invoice.xml"), SampleInvoice.xml(Nip.of(simulator.nip()), number, today, now));
    }

    private static void ends(Ran ran, ExitCode code, String told) {
        assertThat(ran.code()).as(ran.messages()).isEqualTo(code.number());
        assertThat(ran.messages()).contains(told).doesNotContain("\tat ");
    }

    @Test
    void codes_areThoseOfTheHelp() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        for (String file : new String[] {"help.txt", "help_pl.txt"}) {
            String help = new String(
                    ExitCodeTest.class.getResourceAsStream(file).readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
            assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).allSatisfy(code -> {
                assertThat(help).containsPattern("(?s)(: |; |;\n)" + code + " [a-zżK]");
                assertThat(readme).contains("\n| " + code + " | ");
            });
        }
    }

    @Test
    void done_isNought() throws Exception {
        ends(ksef().process("send", invoice("E/0")), ExitCode.OK, "");
    }

    @Test
    void refused_isOne() throws Exception {
        ends(ksef().process("send", Files.writeString(home.resolve("a.xml"), "<a/>")), ExitCode.REFUSED, "refuse it");
    }

    @Test
    void wrongUse_isTwo() throws Exception {
        ends(ksef().process("send"), ExitCode.USAGE, "INVOICE");
    }

    @Test
    void missingRight_isThree() throws Exception {
        simulator.faults().add("GET /limits/context=403-blocked");
        ends(ksef().process("limits"), ExitCode.SIGN_IN, "403");
    }

    @Test
    void limits_areFour() throws Exception {
        simulator.faults().add("GET /limits/context=429:3000");
        ends(ksef().process("limits"), ExitCode.LIMITS, "repeat the command");
    }

    @Test
    void brokenServer_isFive() throws Exception {
        simulator.faults().add("GET /sessions=503");
        ends(ksef().process("status"), ExitCode.NETWORK, "503");
        simulator.close();
        ends(ksef().process("status"), ExitCode.NETWORK, "Check the connection");
    }

    @Test
    void unreadableFile_isSix() throws Exception {
        ends(ksef().process("send", home), ExitCode.FILES, "There is no file");
    }

    @Test
    void unfinishedSend_isSevenAndGoesOn() throws Exception {
        simulator.close();
        begin(Duration.ofSeconds(20));
        Path invoice = invoice("E/7");
        Ran unfinished = ksef().process("send", invoice, "--patience", "4s", "--json");
        ends(unfinished, ExitCode.UNFINISHED, "");
        assertThat(ksef().run("journal", "--json").out()).contains("\"ended\":false");
        Ran finished = ksef().run("send", invoice, "--json");
        ends(finished, ExitCode.OK, "");
        assertThat(finished.out()).contains("\"state\":\"ACCEPTED\"");
    }

    @Test
    void mistakeOfTheProgram_isSeventyAndShowsNoData() {
        Words words = Words.in(Locale.ENGLISH);
        FailureReport report = FailureReport.of(
                new IllegalStateException("a token of somebody"),
                words,
                new Messages(new ByteArrayOutputStream(), false, words));
        assertThat(report.code()).isEqualTo(ExitCode.DEFECT);
        assertThat(report.code().number()).isEqualTo(70);
        assertThat(report.line()).contains("--debug").doesNotContain("token of somebody");
    }
}
