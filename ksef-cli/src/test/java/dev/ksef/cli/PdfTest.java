package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.model.Nip;
import dev.ksef.simulator.KsefSimulator;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfTest {

    private static final String SELLER = "5265877635";
    private static final String NUMBER = "5265877635-20250826-0100001AF629-AF";

    @TempDir
    Path home;

    private Ran.Settings ksef() {
        return new Ran.Settings(home);
    }

    private Path invoice(String name) throws IOException {
        return Files.write(home.resolve(name), xml(SELLER, name));
    }

    private static byte[] xml(String seller, String number) {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
        return SampleInvoice.xml(Nip.of(seller), number, today, now);
    }

    private static void ends(Ran ran, ExitCode code) {
        assertThat(ran.code()).as(ran.out() + ran.messages()).isEqualTo(code.number());
        assertThat(ran.messages()).isEmpty();
    }

    private static String value(Ran ran, String name) {
        return ran.out().replaceAll("(?s).*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }

    private List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatSendStored_isPrintedWithItsNumberAndCode() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            assertThat(Logins.login(ksef(), simulator).code()).isZero();
            Path invoice = Files.write(home.resolve("invoice.xml"), xml(simulator.nip(), "P/1"));
            Path archive = home.resolve("archive");
            String number = value(ksef().run("send", invoice, "--out", archive, "--json"), "ksefNumber");
            Path out = home.resolve("print");
            Ran printed = ksef().run("pdf", archive, "--html", "--out", out, "--json");
            ends(printed, ExitCode.OK);
            assertThat(printed.out().lines()).hasSize(2).allMatch(line -> line.contains("\"state\":\"PRINTED\""));
            assertThat(printed.out()).contains("\"label\":\"" + number + "\"");
            assertThat(out.resolve(number + ".html"))
                    .content()
                    .contains(number, simulator.qrBaseUri() + "/invoice/" + simulator.nip());
            assertThat(out.resolve(number + ".upo.html")).content().contains(number);
            // Nobody said which number the file has that was sent.
            Ran sent = ksef().run("pdf", invoice, "--html", "--json");
            ends(sent, ExitCode.OK);
            assertThat(sent.out()).contains("\"state\":\"NO_CODE\"", "its KSeF number is not known");
            assertThat(home.resolve("invoice.html"))
                    .content()
                    .doesNotContain(simulator.qrBaseUri().toString());
        }
    }

    @Test
    void pdf_isPrintedBesideItsFile_andNothingElseIsSaid() throws Exception {
        Path folder = Files.createDirectory(home.resolve("invoices"));
        Path invoice = Files.write(folder.resolve("invoice.xml"), xml(SELLER, "P/4"));
        Ran printed = ksef().process("pdf", invoice, "--ksef-number", NUMBER, "--environment", "production");
        ends(printed, ExitCode.OK);
        assertThat(printed.out()).hasLineCount(2).contains("invoice.pdf", NUMBER);
        assertThat(folder.resolve("invoice.pdf"))
                .content(StandardCharsets.ISO_8859_1)
                .startsWith("%PDF-");
        assertThat(names(folder)).containsExactly("invoice.pdf", "invoice.xml");
    }

    @Test
    void nameOfAnotherSellersFile_isNoNumber() throws Exception {
        Path stored = Files.write(home.resolve(NUMBER + ".xml"), xml(SELLER, "P/2"));
        Ran printed = ksef().run("pdf", stored, "--html", "--environment", "test", "--json");
        assertThat(printed.out()).contains("\"label\":\"" + NUMBER + "\"");
        Files.write(stored, xml("7156919057", "P/2"));
        Ran other = ksef().run("pdf", stored, "--html", "--environment", "test", "--json", "--replace");
        ends(other, ExitCode.OK);
        assertThat(other.out()).contains("NO_CODE", "\"label\":null");
        Files.write(stored, xml(SELLER, "P/2"));
        Ran nowhere = ksef().run("pdf", stored, "--html", "--json", "--replace");
        ends(nowhere, ExitCode.OK);
        assertThat(nowhere.out()).contains("NO_CODE", "give --environment");
    }

    @Test
    void badFiles_areToldWithTheirNames_andTheOthersArePrinted() throws Exception {
        Files.writeString(home.resolve("a.xml"), "no XML");
        Files.writeString(home.resolve("b.xml"), "<html/>");
        Files.writeString(
                home.resolve("c.xml"),
                new String(xml(SELLER, "P/3"), StandardCharsets.UTF_8).replace("<P_2>P/3</P_2>", ""));
        Files.createFile(home.resolve("d.xml"));
        Files.writeString(home.resolve("e.xml"), "<Potwierdzenie/>");
        invoice("f.XML");
        Ran ran = ksef().run("pdf", home, "--html", "--json");
        ends(ran, ExitCode.REFUSED);
        assertThat(ran.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("a.xml", "NOT_PRINTED", "This is no XML"),
                        line -> assertThat(line).contains("b.xml", "NOT_PRINTED", "its first element is html"),
                        line -> assertThat(line).contains("c.xml", "NOT_PRINTED", "/Faktura/Fa"),
                        line -> assertThat(line).contains("d.xml", "NOT_PRINTED", "This is no XML"),
                        line -> assertThat(line).contains("e.xml", "NOT_PRINTED", "This UPO cannot be read"),
                        line -> assertThat(line).contains("f.XML", "NO_CODE"));
        assertThat(names(home))
                .filteredOn(name -> !name.toLowerCase(Locale.ROOT).endsWith(".xml"))
                .containsExactly("f.html");
        Ran missing = ksef().run("pdf", home.resolve("none.xml"), home.resolve("f.XML"), "--html", "--replace");
        ends(missing, ExitCode.FILES);
        assertThat(missing.out()).contains("There is no file", "f.html");
    }

    @Test
    void whatIsThere_isLeft_unlessToldOtherwise() throws Exception {
        Path invoice = invoice("invoice.xml");
        Path there = Files.writeString(home.resolve("invoice.html"), "mine");
        Ran refused = ksef().run("pdf", invoice, "--html");
        ends(refused, ExitCode.FILES);
        assertThat(refused.out()).contains("not printed", "--replace");
        assertThat(there).hasContent("mine");
        ends(ksef().run("pdf", invoice, "--html", "--replace"), ExitCode.OK);
        assertThat(there).content().startsWith("<!DOCTYPE html");
        Path other =
                Files.copy(invoice, Files.createDirectory(home.resolve("other")).resolve("invoice.xml"));
        Path out = home.resolve("out");
        Ran twice = ksef().run("pdf", invoice, other, "--html", "--replace", "--out", out);
        ends(twice, ExitCode.FILES);
        assertThat(twice.out()).contains("from another file of this name");
        assertThat(out).isDirectoryContaining(file -> file.endsWith("invoice.html"));
    }

    @Test
    void languageLogoAndColour_areThoseThatWereAskedFor() throws Exception {
        Path invoice = invoice("invoice.xml");
        Path logo = home.resolve("logo.png");
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), "png", logo.toFile());
        Path page = home.resolve("invoice.html");
        ends(ksef().run("pdf", invoice, "--html"), ExitCode.OK);
        assertThat(page).content().contains("lang=\"pl\"").doesNotContain("data:image/png", "#6A1B2C");
        Object[] looks = {"--language", "en", "--logo", logo, "--colour", "6a1b2c"};
        ends(ksef().run(with(new Object[] {"pdf", invoice, "--html", "--replace"}, looks)), ExitCode.OK);
        assertThat(page).content().contains("lang=\"en\"", "data:image/png", "#6A1B2C");
        isWrong("six", "--colour", "red");
        isWrong("pl, en, both", "--language", "de");
        isWrong("hard to read", "--colour", "FFFFFF");
        isWrong("neither a PNG nor a JPEG", "--logo", invoice);
    }

    private void isWrong(String told, Object... options) {
        Ran ran = ksef().run(with(new Object[] {"pdf", home.resolve("invoice.xml"), "--replace"}, options));
        assertThat(ran.code()).as(ran.messages()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ran.messages()).hasLineCount(1).containsIgnoringCase(told);
        assertThat(ran.out()).isEmpty();
    }

    private static Object[] with(Object[] first, Object... more) {
        return Stream.of(first, more).flatMap(Stream::of).toArray();
    }

    @Test
    void codesThatContradict_areRefused() throws Exception {
        invoice("invoice.xml");
        isWrong("--certificate", "--offline");
        isWrong("one invoice", "--ksef-number", NUMBER, invoice("other.xml"));
        isWrong("no profile", "--ksef-number", NUMBER);
        Certified.pem(home, SELLER);
        Object[] certificate = {"--certificate", home.resolve("c.pem"), "--key", home.resolve("k.pem")};
        isWrong("--offline", certificate);
        isWrong("has no KOD II", with(certificate, "--offline", "--ksef-number", NUMBER));
    }

    @Test
    void otherCommands_loadNoFormatter() throws Exception {
        for (Object[] command :
                new Object[][] {{"qr", invoice("invoice.xml"), "--environment", "test"}, {"pdf", "--help"}}) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            var line = Stream.of(
                            Stream.of(java, "-Xlog:class+load", "-cp", System.getProperty("java.class.path")),
                            Stream.of("dev.ksef.cli.Main"),
                            Stream.of(command))
                    .flatMap(part -> part)
                    .map(Object::toString)
                    .toList();
            Process process = new ProcessBuilder(line).start();
            String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            assertThat(loaded).contains("dev.ksef.cli.command.").doesNotContain("org.apache.fop", "pdfbox", "batik");
        }
    }
}
