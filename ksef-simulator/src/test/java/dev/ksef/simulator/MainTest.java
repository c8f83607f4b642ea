package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class MainTest {

    private static final String READY = "KSeF simulator ready at ";

    private final SpecificationObserver specification = new SpecificationObserver();

    @AfterEach
    void exchangesConform() {
        specification.assertNoViolations();
    }

    @Test
    void program_started_saysWhereAndWhoAndServes() throws IOException {
        Process program = fork("--port", "0", "--nip", "5265877635", "--token", "my|token");
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            String first = out.readLine();
            String second = out.readLine();

            assertThat(first).as("first line").matches(READY + "http://127\\.0\\.0\\.1:\\d+/v2");
            assertThat(second).as("second line").isEqualTo("NIP 5265877635 KSeF token my|token");
            RawClient client = new RawClient(URI.create(first.substring(READY.length())), specification);
            assertThat(new Taxpayer(client, "5265877635", "my|token").signedIn().access())
                    .as("signed in with what it said")
                    .isNotEmpty();
            assertThat(program.isAlive()).as("runs until it is stopped").isTrue();
        } finally {
            program.destroy();
        }
    }

    @Test
    void program_withLimits_countsCalls() throws IOException {
        Process program = fork("--port", "0", "--rate-limits", "production");
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            RawClient client = new RawClient(URI.create(out.readLine().substring(READY.length())), specification);
            String token = out.readLine().replaceFirst(".* KSeF token ", "");
            Taxpayer taxpayer = new Taxpayer(client, token.replaceFirst(".*nip-(\\d+).*", "$1"), token).signedIn();

            assertThat(client.get("/rate-limits", taxpayer.access())
                            .json()
                            .path("invoiceSend")
                            .path("perHour")
                            .intValue())
                    .as("the limit of production")
                    .isEqualTo(180);
        } finally {
            program.destroy();
        }
    }

    @Test
    void program_portInUse_exitsWithOneLine() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            Process program =
                    fork("--port", Integer.toString(simulator.baseUri().getPort()));

            assertThat(program.waitFor()).as("exit code").isEqualTo(2);
            assertThat(new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                    .as("one clear line")
                    .singleElement()
                    .asString()
                    .contains("port " + simulator.baseUri().getPort());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--port x,--port needs a number",
        "--port 65536,between 0 and 65535",
        "--port,--port needs a value",
        "--verbose,Unknown option --verbose",
        "--verbose 1,Unknown option --verbose",
        "--nip 123,123",
        "--schemas /no/such/folder,/no/such/folder",
        "--processing-delay -5,negative",
        "--rate-limits,--rate-limits needs a value",
        "--rate-limits PRODUCTION,needs none or production"
    })
    void run_wrongOption_isOneLineAndCodeTwo(String arguments, String message) {
        Run run = Run.of(arguments.split(" "));

        assertThat(run.code()).as("exit code").isEqualTo(2);
        assertThat(run.err().lines())
                .as("one clear line")
                .singleElement()
                .asString()
                .contains(message);
        assertThat(run.out()).as("nothing is ready").isEmpty();
    }

    @Test
    void run_help_namesEveryOption() {
        Run run = Run.of("--help");

        assertThat(run.code()).as("no error").isZero();
        assertThat(run.out())
                .as("all options")
                .contains("--port", "--nip", "--token", "--schemas", "--processing-delay", "--rate-limits", "--help");
    }

    private record Run(int code, String out, String err) {

        static Run of(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int code = Main.run(
                    arguments,
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    private static Process fork(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ksef.simulator.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
