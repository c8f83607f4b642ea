package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTest {

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

    private List<String> stored(int count) {
        Instant now = Instant.now();
        return simulator
                .invoices()
                .store(count, "1111111111", simulator.nip(), now.minusSeconds(7200), now.minusSeconds(3600));
    }

    private Path invoice(String number) throws Exception {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
        return Files.write(home.resolve("invoice.xml"), SampleInvoice.xml(Nip.of(simulator.nip()), number, today, now));
    }

    @Test
    void invoices_areListedAndFetched() throws Exception {
        List<String> numbers = stored(3);
        Ran listed = ksef().run("query", "--json");
        assertThat(listed.code()).as(listed.messages()).isZero();
        assertThat(listed.out()).hasLineCount(3).contains(numbers);
        assertThat(ksef().run("query", "--limit", "2").out()).hasLineCount(3).contains("KSeF number");
        assertThat(ksef().run("query", "--as", "seller").out()).isEqualTo("Nothing found\n");
        Path file = home.resolve("got.xml");
        Ran got = ksef().run("get", numbers.get(0), "--out", file, "--json");
        assertThat(got.code()).as(got.messages()).isZero();
        assertThat(got.out()).contains("\"hashConfirmed\":true");
        assertThat(ksef().run("get", numbers.get(0), "--out", "-").out()).isEqualTo(Files.readString(file));
    }

    @Test
    void unknownInvoice_endsWithOne() {
        Ran unknown = ksef().run("get", "5265877635-20250826-0100001AF629-AF");
        assertThat(unknown.code()).as(unknown.messages()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(unknown.messages()).hasLineCount(1);
    }

    @Test
    void sentInvoice_isVerified() throws Exception {
        Path invoice = invoice("R/1");
        Ran sent = ksef().run("send", invoice, "--json");
        String number = value(sent, "ksefNumber");
        Path certificate = home.resolve("mf.pem");
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(simulator.upoCertificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Object[] arguments = {
            "verify",
            invoice,
            "--ksef-number",
            number,
            "--hash",
            value(sent, "hash"),
            "--upo",
            value(sent, "upo"),
            "--upo-certificate",
            certificate,
            "--json"
        };
        Ran good = ksef().run(arguments);
        assertThat(good.code()).as(good.out() + good.messages()).isZero();
        assertThat(good.out().lines()).hasSize(4).allMatch(line -> line.contains("\"good\":true"));
        Files.writeString(invoice, Files.readString(invoice) + " ");
        Ran changed = ksef().run(arguments);
        assertThat(changed.code()).isEqualTo(ExitCode.REFUSED.number());
        assertThat(changed.out().lines().filter(line -> line.contains("\"good\":false")))
                .hasSize(2);
        Path upo = Path.of(value(sent, "upo"));
        Files.writeString(upo, Files.readString(upo).replace("R/1", "R/2"));
        assertThat(ksef().run(arguments).out()).containsPattern("signature\",\"good\":false,\"finding\":\"ALTERED");
    }

    private static String value(Ran ran, String name) {
        return ran.out().replaceAll("(?s).*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void code_isDrawnWithoutASignIn() throws Exception {
        Path invoice = invoice("R/2");
        Path svg = home.resolve("code.svg");
        Ran drawn = ksef().run("qr", invoice, "--environment", "production", "--out", svg, "--json");
        assertThat(drawn.code()).as(drawn.messages()).isZero();
        assertThat(drawn.out()).contains("\"link\":\"https://qr.ksef.mf.gov.pl/invoice/" + simulator.nip());
        assertThat(svg).content().startsWith("<svg");
        assertThat(ksef().run("verify", invoice, "--link", value(drawn, "link"), "--environment", "production")
                        .code())
                .isZero();
    }

    @Test
    void limits_areListed() {
        Ran limits = ksef().run("limits", "--json");
        assertThat(limits.code()).as(limits.messages()).isZero();
        assertThat(limits.out()).containsPattern("\"limit\":\"invoiceSend\",\"perSecond\":-?\\d+");
        assertThat(ksef().run("limits").out()).contains("onlineSession.invoices");
    }

    @Test
    void journal_tellsWhatWasSent() throws Exception {
        assertThat(ksef().run("journal").out()).isEqualTo("Nothing found\n");
        assertThat(ksef().run("send", invoice("R/3"), "--id", "run 7").code()).isZero();
        assertThat(ksef().run("journal", "--json").out()).contains("\"submission\":\"run 7\",\"ended\":true");
        assertThat(ksef().run("journal", "show", "run 7").out()).contains("invoice.xml", "ACCEPTED");
        assertThat(ksef().run("journal", "export", "run 7").out()).contains("\"type\":\"invoice-planned\"");
        assertThat(ksef().run("journal", "reconcile").code()).isZero();
        assertThat(ksef().run("journal", "forget", "run 7").code()).isZero();
        assertThat(ksef().run("journal", "show", "run 7").code()).isEqualTo(ExitCode.REFUSED.number());
    }

    @Test
    void processes_runEachCommand() throws Exception {
        Path invoice = invoice("R/4");
        String number = stored(1).get(0);
        assertThat(ksef().process("query").out()).contains(number);
        assertThat(ksef().process("get", number, "--out", "-").out()).contains("<Faktura");
        assertThat(ksef().process("qr", invoice).code()).isZero();
        assertThat(ksef().process("verify", invoice, "--hash", "x").code()).isOne();
        assertThat(ksef().process("limits").out().getBytes(StandardCharsets.UTF_8))
                .isNotEmpty();
        assertThat(ksef().process("journal").out()).contains("Nothing");
    }
}
