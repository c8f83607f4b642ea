package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MassTest {

    @TempDir
    Path home;

    private KsefSimulator simulator;

    @BeforeEach
    void start() {
        simulator = KsefSimulator.start();
        assertThat(Logins.login(ksef(), simulator).code()).isZero();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ran.Settings ksef() {
        return new Ran.Settings(home);
    }

    private Path invoices(int count) throws Exception {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
        Path folder = Files.createDirectories(home.resolve("invoices"));
        for (int i = 1; i <= count; i++) {
            Files.write(
                    folder.resolve("i" + i + ".xml"), SampleInvoice.xml(Nip.of(simulator.nip()), "M/" + i, today, now));
        }
        return folder;
    }

    private List<String> stored(int count) {
        Instant now = Instant.now();
        return simulator
                .invoices()
                .store(count, "1111111111", simulator.nip(), now.minusSeconds(7200), now.minusSeconds(3600));
    }

    @Test
    void folder_isSentOnceHoweverOftenTheCommandIsGiven() throws Exception {
        Path folder = invoices(3);
        Path archive = home.resolve("archive");
        Ran sent = ksef().run("batch", folder, "--id", "run 1", "--out", archive, "--json");
        assertThat(sent.code()).as(sent.messages()).isZero();
        assertThat(sent.out()).hasLineCount(3).contains("\"file\":\"i2.xml\",\"state\":\"ACCEPTED\"");
        try (var files = Files.list(archive)) {
            assertThat(files).hasSize(6);
        }
        assertThat(ksef().run("batch", folder, "--id", "run 1", "--out", archive, "--json"))
                .isEqualTo(sent);
        assertThat(ksef().run("status", "--json").out()).containsOnlyOnce("\"accepted\":3");
    }

    @Test
    void badInvoices_areRefusedOrLeftOut() throws Exception {
        Path folder = invoices(2);
        Files.writeString(folder.resolve("bad.xml"), "<Faktura>");
        Ran refused = ksef().run("batch", folder, "--id", "run 2");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(refused.out()).contains("bad.xml", "WELL_FORMED");
        Ran sent = ksef().run("batch", folder, "--id", "run 2", "--leave-out-bad", "--way", "batch", "--json");
        assertThat(sent.code()).as(sent.messages()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(sent.out()).containsOnlyOnce("LEFT_OUT").contains("\"file\":\"i1.xml\",\"state\":\"ACCEPTED\"");
    }

    @Test
    void foldersThatDoNotFit_areToldInOneLine() throws Exception {
        Ran none = ksef().run("batch", home.resolve("none"), "--id", "x");
        assertThat(none.code()).isEqualTo(ExitCode.FILES.number());
        assertThat(none.messages()).hasLineCount(1).contains("none");
        Ran empty = ksef().run("batch", Files.createDirectories(home.resolve("empty")), "--id", "x");
        assertThat(empty.code()).isEqualTo(ExitCode.FILES.number());
        assertThat(ksef().run("batch", home).messages()).contains("Missing: --id");
        assertThat(ksef().run("batch", home, "--id", "x", "--way", "walking").messages())
                .contains("automatic, online, batch");
    }

    @Test
    void export_fetchesWhatIsFound() throws Exception {
        stored(3);
        Path folder = home.resolve("purchases");
        Ran exported = ksef().run("export", folder, "--json");
        assertThat(exported.code()).as(exported.messages()).isZero();
        assertThat(exported.out()).contains("\"invoices\":3");
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".xml"))).hasSize(3);
        }
    }

    @Test
    void sync_fetchesOnlyWhatIsNew() {
        stored(3);
        Path folder = home.resolve("purchases");
        Ran first = ksef().run("sync", folder, "--as", "buyer", "--json");
        assertThat(first.code()).as(first.messages() + first.out()).isZero();
        assertThat(first.out()).contains("\"as\":\"buyer\",\"new\":3", "\"failure\":null");
        assertThat(ksef().run("sync", folder, "--as", "buyer", "--audit", "--json")
                        .out())
                .contains("\"new\":0", "\"late\":0");
    }

    @Test
    void unreachableKsef_isToldBySync() {
        simulator.close();
        Ran lost = ksef().run("sync", home.resolve("p"), "--as", "buyer", "--json", "--patience", "5s");
        assertThat(lost.code()).as(lost.messages()).isEqualTo(ExitCode.NETWORK.number());
        assertThat(lost.messages() + lost.out()).doesNotContain("\tat ");
    }

    @Test
    void processes_runEachCommand() throws Exception {
        stored(1);
        assertThat(ksef().process("batch", invoices(1), "--id", "p").code()).isZero();
        assertThat(ksef().process("export", home.resolve("e")).out()).contains("Invoices:");
        assertThat(ksef().process("sync", home.resolve("s"), "--as", "buyer").out())
                .contains("buyer");
    }
}
