package dev.ksef.simulator.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SpecificationObserver;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.TaxpayerClient;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
            assertThat(new TaxpayerClient(client, "5265877635", "my|token")
                            .signedIn()
                            .access())
                    .as("signed in with what it said")
                    .isNotEmpty();
            assertThat(program.isAlive()).as("runs until it is stopped").isTrue();
        } finally {
            program.destroy();
        }
    }

    @Test
    void program_thatIsStopped_savesItsState_andGoesOnWithIt(@TempDir Path folder) throws Exception {
        Process program = fork("--port", "0", "--state", folder.resolve("state").toString());
        String first;
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith(READY);
            first = out.readLine();
        } finally {
            program.destroy();
        }
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        Process next = fork("--port", "0", "--state", folder.resolve("state").toString());
        try (BufferedReader out = next.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).startsWith(READY);
            assertThat(out.readLine()).as("the same taxpayer and token").isEqualTo(first);
        } finally {
            next.destroy();
        }
        // It saves its state into the folder, which is removed now.
        assertThat(next.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void check_tellsWhetherASimulatorAnswers() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int port;
        try (KsefSimulator simulator = KsefSimulator.start()) {
            port = simulator.baseUri().getPort();
            assertThat(check(port, err)).isZero();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(check(port, err)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no simulator answers at port " + port);
    }

    private static int check(int port, ByteArrayOutputStream err) {
        PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.run(new String[] {"--check", Integer.toString(port)}, out, out);
    }

    @Test
    void program_forSeveralTaxpayers_letsEachIn() throws IOException {
        Process program = fork("--port", "0", "--nip", "5265877635", "--nip", "1111111111", "--nip", "5265877635");
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            URI base = URI.create(out.readLine().substring(READY.length()));
            for (String nip : List.of("5265877635", "1111111111")) {
                String line = out.readLine();
                assertThat(line).startsWith("NIP " + nip + " KSeF token ");
                String token = line.substring(line.lastIndexOf(' ') + 1);
                assertThat(new TaxpayerClient(new RawClient(base, specification), nip, token)
                                .signedIn()
                                .access())
                        .isNotEmpty();
            }
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
            TaxpayerClient taxpayer =
                    new TaxpayerClient(client, token.replaceFirst(".*nip-(\\d+).*", "$1"), token).signedIn();

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
    void program_withTls_saysWhereAndWritesItsCa(@TempDir Path folder) throws Exception {
        Path ca = folder.resolve("ca.pem");
        Process program = fork("--tls-port", "0", "--ca", ca.toString());
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = List.of(out.readLine(), out.readLine(), out.readLine());

            assertThat(lines.get(2)).matches("With TLS at https://127\\.0\\.0\\.1:\\d+/v2");
            assertThat(ca).content().startsWith("-----BEGIN CERTIFICATE-----");
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
        "--rate-limits PRODUCTION,needs none|production",
        "--port 0 --port 0,--port is there twice",
        "--max-invoices-per-query 0,1 or more",
        "--max-invoices-per-session x,needs a number",
        "--authentication-delay x,needs a number",
        "--self-signed-certificates maybe,needs yes or no",
        "--certificate-limits 3,needs two numbers",
        "--qr-host https://x,without scheme",
        "--tls-port 65536,between 0 and 65535",
        "--tls-certificate self-signed,--tls-certificate needs good|expired|wrong-host",
        "--tls-certificate expired,without a port",
        "--ca ca.pem,without a port",
        "--rate-limit invoiceSend,needs a group and its limits",
        "'--rate-limit invoiceSend=1,2',needs a group and its limits",
        "'--rate-limit invoiceSend=1,2,x',--rate-limit needs a number",
        "'--rate-limit invoiceSend=1,2,0','above 0, or -1'",
        "'--rate-limit invoices=1,2,3',No such group: invoices; there are onlineSession",
        "--fault-seed x,needs a number",
        "--fault 503,OPERATION[#CALLS]=FAULT",
        "--fault *=504x,No such fault: 504x",
        "--fault *#x=503,Not calls: #x"
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
    void run_emptyValue_isOneLineAndCodeTwo() {
        assertThat(Run.of("--token", "").code()).as("exit code").isEqualTo(2);
        assertThat(Run.of("--token", "").err()).contains("--token needs a value");
    }

    @Test
    void run_faultOfNoOperation_isOneLineAndCodeTwo() {
        Run run = Run.of("--fault", "GET /nowhere=503");

        assertThat(run.code()).as("exit code").isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("No such operation: GET /nowhere");
    }

    @Test
    void run_help_isShownAndNothingStarts() {
        Run run = Run.of("--port", "0", "--help");

        assertThat(run.code()).as("no error").isZero();
        assertThat(run.out()).as("the text alone").isEqualTo(CommandLine.help() + System.lineSeparator());
    }

    @Test
    void everyOption_sets() {
        String[] arguments = ("--authentication-delay 3600000 --availability-delay 0 --high-water-mark-lag 60000"
                        + " --max-invoices-per-session 1 --max-invoices-per-query 7 --certificate-limits 3,2"
                        + " --self-signed-certificates no --qr-host qr-test.ksef.mf.gov.pl --fault-seed 5"
                        + " --tls-port 0 --tls-certificate wrong-host --nip 5265877635 --token t")
                .split(" ");
        List<String> more = new ArrayList<>(List.of(arguments));
        more.addAll(List.of("--rate-limit", "anonymous=50,-1,-1", "--rate-limit", "global=-1,4,-1"));
        more.addAll(List.of("--fault", "POST /auth/challenge#2=503", "--fault", "*#3=empty"));
        try (KsefSimulator simulator =
                CommandLine.read(more.toArray(String[]::new)).settings().start()) {
            RawClient client = new RawClient(simulator.baseUri(), specification);
            TaxpayerClient taxpayer = new TaxpayerClient(client, "5265877635", "t");

            assertThat(taxpayer.authenticationStatus(taxpayer.begin())
                            .path("status")
                            .path("code")
                            .intValue())
                    .as("signing in takes an hour")
                    .isEqualTo(100);
            assertThat(simulator.faults().rules().toString()).isEqualTo("[POST /auth/challenge#2=503, *#3=empty]");
            assertThat(new RawClient(simulator.baseUri())
                            .post("/auth/challenge", "")
                            .status())
                    .as("the second challenge")
                    .isEqualTo(503);
            assertThat(client.get("/security/public-key-certificates", "").text())
                    .as("the fifth call")
                    .contains("Przekroczono limit 4 żądań na minutę.");
            assertThat(simulator.tlsBaseUri()).as("listens with TLS").hasScheme("https");
        }
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
                "dev.ksef.simulator.program.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
