package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.cli.shell.ExitCode;
import dev.ksef.model.Nip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody signed in: {@code ksef check} asks nobody. */
class CheckTest {

    @TempDir
    Path home;

    private Ran check(Object... arguments) {
        return new Ran.Settings(home).run(with("check", arguments));
    }

    private static Object[] with(Object first, Object... more) {
        var all = new Object[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }

    private Path invoice(String name, String text, String instead) throws IOException {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Warsaw"));
        String xml = new String(SampleInvoice.xml(Nip.of("5265877635"), "C/1", today, now), StandardCharsets.UTF_8);
        assertThat(xml).contains(text);
        return Files.writeString(home.resolve(name), xml.replace(text, instead));
    }

    private Path clear() throws IOException {
        return invoice("clear.xml", "C/1", "C/2");
    }

    private Path wrongTax() throws IOException {
        return invoice("tax.xml", "<P_14_1>23.00</P_14_1>", "<P_14_1>24.00</P_14_1>");
    }

    private static void ends(Ran ran, ExitCode code) {
        assertThat(ran.code()).as(ran.out() + ran.messages()).isEqualTo(code.number());
        assertThat(ran.messages()).isEmpty();
    }

    @Test
    void invoice_inWhichAllFits_hasNoFindings() throws Exception {
        Ran ran = check(clear(), "--strict");
        ends(ran, ExitCode.OK);
        assertThat(ran.out()).isEqualTo("Nothing found\n");
        Ran json = check(clear(), "--strict", "--json");
        ends(json, ExitCode.OK);
        assertThat(json.out()).isEmpty();
    }

    @Test
    void warning_isToldWithAllThatIsKnown_andFailsOnlyIfThatIsWanted() throws Exception {
        Path file = wrongTax();
        Ran json = check(file, "--without", "TOTAL", "--json");
        ends(json, ExitCode.OK);
        assertThat(json.out())
                .hasLineCount(1)
                .contains("\"file\":\"" + file + "\"", "\"severity\":\"WARNING\"", "\"rule\":\"TAX\"")
                .contains("\"xpath\":\"/Faktura/Fa/P_14_1\"", "\"value\":\"24.00\"", "\"line\":39", "\"column\":null")
                .contains("\"remedy\":\"Compute the tax", "\"source\":\"ustawa o VAT, art. 106e ust. 1 pkt 14\"")
                .contains("\"address\":\"https://isap.sejm.gov.pl/");
        assertThat(Files.readAllLines(file).get(39 - 1)).contains("P_14_1");
        ends(check(file, "--strict"), ExitCode.REFUSED);
    }

    @Test
    void people_seeATableInTheirLanguage() throws Exception {
        Ran english = check(wrongTax());
        ends(english, ExitCode.OK);
        assertThat(english.out().lines()).hasSize(3).allMatch(line -> !line.isBlank());
        assertThat(english.out())
                .containsPattern("^File +Kind +Rule +Line +Element +Value +Finding +What to do +Source\n")
                .contains("warning  TAX ", "  /Faktura/Fa/P_14_1  ");
        Ran polish = new Ran.Settings(home).in(Locale.forLanguageTag("pl")).run("check", wrongTax());
        assertThat(polish.out()).contains("Źródło", "ostrzeżenie  TAX ");
    }

    @Test
    void rules_thatDoNotCount_findNothing() throws Exception {
        Ran ran = check(wrongTax(), "--strict", "--without", "tax, total");
        ends(ran, ExitCode.OK);
        assertThat(ran.out()).isEqualTo("Nothing found\n");
        Path wrongNip = invoice("nip.xml", "<NIP>1111111111</NIP>", "<NIP>1111111112</NIP>");
        ends(check(wrongNip, "--without", "NIP_CHECKSUM"), ExitCode.OK);
    }

    @Test
    void rule_thatThereIsNot_isWrongUse_andNotRepeated() throws Exception {
        Ran ran = check(clear(), "--without", "TAX,SECRET");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ran.messages())
                .contains("no rule of this name")
                .doesNotContain("SECRET")
                .hasLineCount(1);
    }

    @Test
    void error_endsWithOne() throws Exception {
        Ran ran = check(invoice("date.xml", "<P_15>123.00", "<P_15>123,00"), "--json");
        ends(ran, ExitCode.REFUSED);
        assertThat(ran.out()).hasLineCount(1).contains("\"rule\":\"SCHEMA\"", "\"xpath\":\"/Faktura/Fa/P_15\"");
        ends(check(Files.writeString(home.resolve("no.xml"), "<a/>")), ExitCode.REFUSED);
    }

    @Test
    void invoice_thatCannotBeRead_isToldOnce() throws Exception {
        Ran ran = check(invoice("broken.xml", "</Faktura>", ""), "--json");
        ends(ran, ExitCode.REFUSED);
        assertThat(ran.out())
                .hasLineCount(1)
                .contains("\"rule\":\"WELL_FORMED\"", "\"severity\":\"ERROR\"", "\"source\":\"weryfikacja-faktury\"");
    }

    @Test
    void checkDigits_countWhereKsefLooksAtThem() throws Exception {
        Path file = invoice("nip.xml", "<NIP>1111111111</NIP>", "<NIP>1111111112</NIP>");
        Ran production = check(file, "--json");
        ends(production, ExitCode.REFUSED);
        assertThat(production.out()).hasLineCount(1).contains("\"rule\":\"NIP_CHECKSUM\"");
        ends(check(file, "--environment", "test"), ExitCode.OK);
        ends(check(file, "--environment", "test", "--strict"), ExitCode.REFUSED);
    }

    @Test
    void otherStructure_isCheckedForWhatKsefRefusesAlone() throws Exception {
        Path older = invoice("fa2.xml", "FA (3)", "FA (2)");
        Files.writeString(
                older,
                Files.readString(older)
                        .replace(
                                "http://crd.gov.pl/wzor/2025/06/25/13775/",
                                "http://crd.gov.pl/wzor/2023/06/29/12648/"));
        ends(check(older, "--strict"), ExitCode.OK);
    }

    @Test
    void files_areCheckedInTheirOrder_andAMissingOneIsTold() throws Exception {
        Ran ran = check(clear(), wrongTax(), invoice("date.xml", "<P_15>123.00", "<P_15>123,00"), "--json");
        ends(ran, ExitCode.REFUSED);
        assertThat(ran.out().lines().map(line -> line.replaceFirst(".*/(\\w+)\\.xml\".*", "$1")))
                .containsExactly("tax", "tax", "date");
        Ran missing = check(clear(), home.resolve("none.xml"));
        assertThat(missing.code()).isEqualTo(ExitCode.FILES.number());
        assertThat(missing.messages()).contains("There is no file", "none.xml").hasLineCount(1);
        assertThat(check().messages()).contains("Missing: FILE");
    }
}
