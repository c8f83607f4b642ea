package dev.ksef.pdf.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.Upo;
import dev.ksef.model.session.InvoicingMode;
import dev.ksef.model.upo.ConfirmedInvoice;
import dev.ksef.model.upo.UpoAuthentication;
import dev.ksef.model.upo.UpoConfirmation;
import dev.ksef.model.upo.UpoRange;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Part;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class UpoSheetTest {

    @ParameterizedTest
    @MethodSource("dev.ksef.pdf.content.OfficialExamples#upo")
    void official_isShown_withAllItsValues(Path file) throws Exception {
        for (Language language : Language.values()) {
            String shown =
                    String.join("\n", SheetTexts.of(sheet(file, language)).values());
            for (String value : values(file)) {
                assertThat(shown).contains(value);
            }
        }
    }

    @Test
    void collective_tellsItsRangeAndItsInvoices() throws IOException {
        Sheet sheet = sheet(file("upo-sesja-kontekst-id-nip.xml"), Language.POLISH);
        assertThat(sheet.head().kind().text()).isEqualTo("Urzędowe poświadczenie odbioru");
        assertThat(sheet.title()).isEqualTo("UPO 36950822-93-9D5A28BFDA-47C899773E-5C");
        assertThat(sheet.head().facts())
                .extracting(fact -> fact.label().text() + ": " + fact.lines().get(0))
                .containsExactly(
                        "Strona poświadczenia: 1",
                        "Liczba stron poświadczenia: 1",
                        "Zakres faktur od: 1",
                        "Zakres faktur do: 2",
                        "Liczba wszystkich faktur: 2");
        assertThat(SmallInvoice.facts(sheet))
                .extracting(fact -> fact.label().text() + ": " + fact.lines().get(0))
                .contains("Kontekst uwierzytelnienia: NIP: 5265877635", "Wersja UPO: v4-3");
        assertThat(SmallInvoice.rows(table(sheet)))
                .contains(
                        "USUAL|2|5265877635-20250916-0200A0D6723E-C2(Skrót: GZMGNVzs3krF6URKgvaw77OOeG3nJ+WGziT5xguliQ8=)"
                                + "|FA/XVQUD-9997622510/04/2027|5265877635|2025-09-16|2025-09-16 11:05:40.841"
                                + "|2025-09-16 11:05:41.045|online");
        assertThat(sheet.made()).isEqualTo(Instant.parse("2025-09-16T09:05:41.045Z"));
    }

    @Test
    void single_hasNoRange() throws IOException {
        Sheet sheet = sheet(file("upo-faktura-id-zlozony-vat-ue.xml"), Language.ENGLISH);
        assertThat(sheet.head().facts()).isEmpty();
        assertThat(SmallInvoice.facts(sheet))
                .extracting(fact -> fact.label().text() + ": " + fact.lines().get(0))
                .contains("Authenticated as: NIP with an EU VAT number: 5265877635-ATU12345678");
        assertThat(table(sheet).rows()).hasSize(1);
    }

    @Test
    void unreadableValues_areLeftOut() {
        var nothing = new ConfirmedInvoice(null, null, null, null, null, null, null, null);
        Sheet sheet = UpoSheet.of(
                new UpoConfirmation(
                        null, null, null, new UpoAuthentication(null, null, null), null, null, null, List.of(nothing)),
                Language.POLISH);
        assertThat(sheet.title()).isEqualTo("UPO");
        assertThat(sheet.made()).isEqualTo(Instant.EPOCH);
        assertThat(SmallInvoice.rows(table(sheet))).containsExactly("USUAL|1||||||");
    }

    @Test
    void laterPage_goesOnCounting_andUnknownModesAreShownAsTheyAre() {
        var invoice = new ConfirmedInvoice(
                null, null, null, "FV/11", null, null, null, OpenEnum.of(InvoicingMode.class, "Nowy"));
        Sheet sheet = UpoSheet.of(
                new UpoConfirmation(
                        null,
                        null,
                        null,
                        new UpoAuthentication(null, null, null),
                        new UpoRange(2, 2, 11, 11, 11),
                        null,
                        null,
                        List.of(invoice)),
                Language.POLISH);
        assertThat(SmallInvoice.rows(table(sheet))).containsExactly("USUAL|11||FV/11|||||Nowy");
        assertThat(sheet.parts()).allMatch(Part::wide);
    }

    @Test
    void fullPage_isOneTable() throws IOException {
        UpoConfirmation some = UpoConfirmation.read(upo(file("upo-sesja-kontekst-id-nip.xml")));
        var full = new UpoConfirmation(
                some.version(),
                some.receivingAuthority(),
                some.sessionReferenceNumber(),
                some.authentication(),
                some.range(),
                some.structureName(),
                some.formCode(),
                Collections.nCopies(10_000, some.invoices().get(0)));
        List<String> rows = SmallInvoice.rows(table(UpoSheet.of(full, Language.POLISH)));
        assertThat(rows).hasSize(10_000);
        assertThat(rows.get(9_999)).startsWith("USUAL|10000|5265877635-20250916-010040741B3E-46");
    }

    private static Table table(Sheet sheet) {
        return SmallInvoice.blocks(sheet, Table.class).toList().get(0);
    }

    private static Sheet sheet(Path file, Language language) throws IOException {
        return UpoSheet.of(UpoConfirmation.read(upo(file)), language);
    }

    private static Upo upo(Path file) throws IOException {
        return Upo.of(Files.readAllBytes(file));
    }

    private static Path file(String name) {
        return OfficialExamples.upo().stream()
                .filter(file -> file.endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** All texts of a document, times in Poland, and the mode of invoices in words. */
    private static List<String> values(Path file) throws IOException, SAXException, ParserConfigurationException {
        var elements = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(file)))
                .getElementsByTagName("*");
        var values = new ArrayList<String>();
        for (int i = 0; i < elements.getLength(); i++) {
            var element = (Element) elements.item(i);
            if (element.getElementsByTagName("*").getLength() == 0) {
                values.add(shown(element.getTextContent()));
            }
        }
        assertThat(values).hasSizeGreaterThan(10);
        return values;
    }

    private static String shown(String text) {
        if (text.matches("\\d{4}-\\d{2}-\\d{2}T.*")) {
            return OffsetDateTime.parse(text)
                    .atZoneSameInstant(ZoneId.of("Europe/Warsaw"))
                    .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS"));
        }
        return text.equals("Online") ? "online" : text;
    }
}
