package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.simulator.KsefSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendTest {

    private static final Pattern NUMBER = Pattern.compile("\"ksefNumber\":\"([0-9A-F-]{35})\"");

    @TempDir
    Path home;

    private final AtomicInteger sent = new AtomicInteger();
    private KsefSimulator simulator;

    @BeforeEach
    void start() {
        simulator = started(Duration.ZERO);
    }

    private KsefSimulator started(Duration processing) {
        return KsefSimulator.builder()
                .processingDelay(processing)
                .observer(exchange -> {
                    if (exchange.method().equals("POST")
                            && exchange.uri().getPath().endsWith("/invoices")) {
                        sent.incrementAndGet();
                    }
                })
                .start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ran.Settings ksef() {
        return new Ran.Settings(home);
    }

    private void login() {
        assertThat(Logins.login(ksef(), simulator).code()).isZero();
    }

    private Path invoice(String number) throws IOException {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
        return Files.write(
                home.resolve("invoice.xml"),
                SampleInvoice.xml(dev.ksef.model.Nip.of(simulator.nip()), number, today, now));
    }

    private static String number(String json) {
        Matcher matcher = NUMBER.matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }

    @Test
    void invoice_isSentWithConfirmationAndCode() throws Exception {
        login();
        Path invoice = invoice("S/1");
        Ran ran = ksef().run("send", invoice, "--json");
        assertThat(ran.messages()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).hasSize(1);
        String number = number(ran.out());
        assertThat(ran.out()).contains("\"state\":\"ACCEPTED\"", "\"link\":\"" + simulator.qrBaseUri() + "/invoice/");
        assertThat(home.resolve(number + ".upo.xml")).content().contains(number);
        assertThat(Files.readAllBytes(home.resolve(number + ".png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(home.resolve(number + ".xml")).hasSameBinaryContentAs(invoice);
    }

    @Test
    void repeatedSend_tellsTheSameAndSendsNothing() throws Exception {
        login();
        Path invoice = invoice("S/2");
        Ran first = ksef().run("send", invoice, "--json");
        Ran second = ksef().run("send", invoice, "--json");
        assertThat(second).isEqualTo(first);
        assertThat(sent).hasValue(1);
    }

    @Test
    void peopleSeeATable_andNoProgressWithoutATerminal() throws Exception {
        login();
        Ran ran = ksef().run("send", invoice("S/3"));
        assertThat(ran.messages()).isEmpty();
        assertThat(ran.out()).contains("State:", "ACCEPTED", "KSeF number:");
        Ran seen = ksef().seen().run("send", invoice("S/4"));
        assertThat(seen.messages()).contains("\r", "[");
    }

    @Test
    void badInvoice_isRefusedWithFindings() throws Exception {
        login();
        Path bad = Files.writeString(home.resolve("bad.xml"), "<Faktura>");
        Ran refused = ksef().run("send", bad, "--json");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.out()).contains("\"invoice\":\"bad.xml\"", "\"rule\":\"WELL_FORMED\"", "\"remedy\":");
        assertThat(refused.messages()).hasLineCount(1).contains("Nothing was sent");
        assertThat(sent).hasValue(0);
    }

    @Test
    void rejectedInvoice_endsWithOne() throws Exception {
        login();
        assertThat(ksef().run("send", invoice("S/5")).code()).isZero();
        Ran again = ksef().run(
                        "send",
                        Files.writeString(home.resolve("other.xml"), Files.readString(invoice("S/5")) + "\n"),
                        "--json");
        assertThat(again.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(again.out()).contains("\"state\":\"REJECTED\"", "\"code\":440");
    }

    @Test
    void missingFile_endsWithSix() {
        login();
        Ran missing = ksef().run("send", home.resolve("none.xml"));
        assertThat(missing.code()).isEqualTo(ExitCode.FILES.number());
        assertThat(missing.messages()).hasLineCount(1).contains("none.xml");
    }

    @Test
    void unreachableKsef_endsWithFive() throws Exception {
        login();
        Path invoice = invoice("S/6");
        simulator.close();
        Ran lost = ksef().run("send", invoice, "--patience", "2s");
        assertThat(lost.messages()).hasLineCount(1);
        assertThat(lost.code()).isEqualTo(ExitCode.NETWORK.number());
    }

    @Test
    void statusAndUpo_tellOfWhatWasSent() throws Exception {
        login();
        Ran ran = ksef().run("send", invoice("S/7"), "--json");
        String number = number(ran.out());
        Ran sessions = ksef().run("status", "--json");
        assertThat(sessions.out()).contains("\"accepted\":1");
        String session = ran.out().replaceAll("(?s).*\"session\":\"([^\"]+)\".*", "$1");
        assertThat(ksef().run("status", session, "--json").out()).contains("\"code\":200");
        assertThat(ksef().run("status", session, "--invoices").out()).contains(number, "S/7");
        Ran upo = ksef().run("upo", number, "--out", home.resolve("u.xml"));
        assertThat(upo.code()).as(upo.messages()).isZero();
        assertThat(home.resolve("u.xml")).hasSameBinaryContentAs(home.resolve(number + ".upo.xml"));
        assertThat(ksef().run("upo", number, "--out", "-", "--session", session).out())
                .isEqualTo(Files.readString(home.resolve("u.xml")));
    }

    @Test
    void files_areForTheirOwnerOnlyAndHoldNoSecret() throws Exception {
        login();
        Path key = home.resolve("config/ksef/default/data.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        try (var files = Files.walk(home.resolve("config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain(simulator.token());
            }
        }
    }

    @Test
    void processes_doTheWholeWay() throws Exception {
        Ran login = Logins.process(ksef(), simulator);
        assertThat(login.code()).as(login.messages()).isZero();
        Ran ran = ksef().process("send", invoice("S/8"), "--json");
        assertThat(ran.code()).as(ran.messages()).isZero();
        assertThat(ran.messages()).isEmpty();
        String number = number(ran.out());
        assertThat(ksef().process("status").out()).contains("Session");
        assertThat(ksef().process("upo", number, "--out", "-").out()).contains(number);
    }

    @Test
    void killedSend_goesOnAndSendsOnce() throws Exception {
        simulator.close();
        simulator = started(Duration.ofSeconds(4));
        login();
        Path invoice = invoice("S/9");
        Process process = ksef().start(home.resolve("o"), home.resolve("m"), "send", invoice, "--json");
        // Killed after KSeF has it, and before the program knows what became of it.
        awaitStored(process);
        process.destroyForcibly().waitFor();
        assertThat(home.resolve("o")).isEmptyFile();
        Ran again = ksef().run("send", invoice, "--json");
        assertThat(again.code()).as(again.messages()).isZero();
        assertThat(again.out()).contains("\"state\":\"ACCEPTED\"");
        assertThat(sent).hasValue(1);
        assertThat(ksef().run("send", invoice, "--json")).isEqualTo(again);
    }

    @Test
    void interruptedSend_endsWith130AndAnAdvice() throws Exception {
        assumeThat(ignoresInterrupts())
                .as("this JVM was started in the background, and ignores SIGINT as all that it starts")
                .isFalse();
        simulator.close();
        simulator = started(Duration.ofSeconds(30));
        login();
        Process process = ksef().start(home.resolve("o"), home.resolve("m"), "send", invoice("S/10"));
        awaitStored(process);
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED.number());
        assertThat(home.resolve("m"))
                .content()
                .hasLineCount(1)
                .contains("Interrupted")
                .doesNotContain("\tat ");
    }

    /** What a shell starts in the background ignores Ctrl-C, and hands that on. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private void awaitStored(Process process) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (sent.get() == 0) {
            assertThat(process.isAlive()).isTrue();
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void polishUsers_readPolish() {
        Ran wrong = ksef().in(Locale.forLanguageTag("pl")).run("nothing");
        assertThat(wrong.messages()).contains("Nie ma takiego polecenia");
    }
}
