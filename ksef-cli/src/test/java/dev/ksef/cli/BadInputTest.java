package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, folders and streams that are not what they should be. */
class BadInputTest {

    private final AtomicInteger sent = new AtomicInteger();

    @TempDir
    Path home;

    private KsefSimulator simulator;

    @BeforeEach
    void start() {
        simulator = KsefSimulator.builder()
                .observer(exchange -> {
                    if (exchange.uri().getPath().endsWith("/invoices")) {
                        sent.incrementAndGet();
                    }
                })
                .start();
        assertThat(Logins.login(ksef(), simulator).code()).isZero();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ran.Settings ksef() {
        return new Ran.Settings(home);
    }

    private Path invoice() throws IOException {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
        return Files.write(home.resolve("invoice.xml"), SampleInvoice.xml(Nip.of(simulator.nip()), "B/1", today, now));
    }

    private static void isRefused(Ran ran, ExitCode code, String told) {
        assertThat(ran.code()).as(ran.messages()).isEqualTo(code.number());
        assertThat(ran.messages()).hasLineCount(1).contains(told).doesNotContain("\tat ");
    }

    @Test
    void outThatIsNoFolder_isToldBeforeAnythingIsSent() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "x");
        isRefused(ksef().run("send", invoice(), "--out", file), ExitCode.FILES, "is no folder");
        isRefused(ksef().run("batch", home, "--id", "x", "--out", file), ExitCode.FILES, "is no folder");
        assertThat(sent).hasValue(0);
        assertThat(file).hasContent("x");
    }

    @Test
    void emptyFile_isToldInOneLine() throws Exception {
        Path empty = Files.createFile(home.resolve("empty.xml"));
        isRefused(ksef().run("send", empty), ExitCode.FILES, "The invoice is empty");
        isRefused(ksef().run("qr", home), ExitCode.FILES, "There is no file");
        isRefused(ksef().run("verify", invoice(), "--upo", empty), ExitCode.REFUSED, "This UPO cannot be read");
        isRefused(ksef().run("login", "--pkcs12", home), ExitCode.FILES, "cannot be read");
        isRefused(ksef().run("login", "--secret-file", home), ExitCode.FILES, "cannot be read");
    }

    @Test
    void output_goesWhereItsNameLeads() throws Exception {
        Path real = Files.writeString(home.resolve("real.svg"), "old");
        Path link = Files.createSymbolicLink(home.resolve("link.svg"), real);
        assertThat(ksef().run("qr", invoice(), "--out", link).code()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(real).content().startsWith("<svg");
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        Ran lost = ksef().run("qr", invoice(), "--out", full);
        assertThat(lost.code()).isEqualTo(ExitCode.FILES.number());
        assertThat(lost.messages()).hasLineCount(1).contains("/dev/full");
        assertThat(Files.isRegularFile(full)).isFalse();
    }

    @Test
    void fullDiskUnderStandardOutput_isNoSuccess() throws Exception {
        assumeThat(Path.of("/dev/full")).exists();
        Process process = ksef().start(Path.of("/dev/full"), home.resolve("m"), "limits");
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.FILES.number());
        assertThat(home.resolve("m")).content().hasLineCount(1).contains("Standard output cannot be written");
    }

    @Test
    void profileThatOthersRead_isNotUsed() throws Exception {
        Path key = home.resolve("config/ksef/default/data.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        isRefused(ksef().run("status"), ExitCode.FILES, "chmod 600");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(ksef().run("status").code()).isZero();
        for (String damaged : new String[] {"", "nip=1", "\\u00", "nip=5265877635\nsign-in=CHARM"}) {
            Files.writeString(home.resolve("config/ksef/default/profile.properties"), damaged);
            isRefused(ksef().run("status"), ExitCode.FILES, "is damaged");
        }
    }

    @Test
    void readerThatLeaves_endsTheCommandQuietly() throws Exception {
        simulator
                .invoices()
                .store(2000, "1111111111", simulator.nip(), Instant.now().minusSeconds(7200), Instant.now());
        Path errors = home.resolve("errors");
        var pipe = new ProcessBuilder(
                "sh",
                "-c",
                "\"$0\" -cp \"$1\" dev.ksef.cli.Main query --json 2>\"$2\" | head -1",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                errors.toString());
        pipe.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        Process piped = pipe.start();
        assertThat(piped.getInputStream().readAllBytes()).isNotEmpty();
        assertThat(piped.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(errors).isEmptyFile();
    }
}
