package dev.ksef.pdf.content;

import static dev.ksef.pdf.content.SmallInvoice.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.code.TFormaPlatnosci;
import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.code.TRachunekWlasnyBanku;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TRolaPodmiotu3;
import dev.ksef.fa3.code.TTypKorekty;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.fa3.schema.Podmiot1;
import dev.ksef.fa3.schema.Podmiot2;
import dev.ksef.fa3.schema.Podmiot3;
import dev.ksef.fa3.schema.TAdres;
import dev.ksef.fa3.schema.TPodmiot2;
import dev.ksef.fa3.schema.TPodmiot3;
import dev.ksef.fa3.schema.TRachunekBankowy;
import dev.ksef.model.InvoiceXml;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Card;
import dev.ksef.pdf.sheet.Cards;
import dev.ksef.pdf.sheet.Fact;
import dev.ksef.pdf.sheet.Paragraph;
import dev.ksef.pdf.sheet.Part;
import dev.ksef.pdf.sheet.Sheet;
import dev.ksef.pdf.sheet.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sections of an invoice's sheet: which value has which name. */
class SectionsTest {

    @Test
    void smallInvoice_hasOnlyWhatItSays() {
        Sheet sheet = SmallInvoice.sheet(SmallInvoice.body(TRodzajFaktury.VAT));
        assertThat(SmallInvoice.sections(sheet))
                .extracting(section ->
                        section.title() == null ? "" : section.title().text())
                .containsExactly("", "Podsumowanie", "");
        assertThat(facts(sheet)).containsExactly("Data wytworzenia: 2026-02-28 13:00:00");
    }

    @Test
    void sections_standInTheirOrder() {
        List<String> order = List.of(
                "Dane faktury korygowanej",
                "Zaliczki",
                "Pozycje faktury",
                "Zamówienie lub umowa",
                "Podsumowanie",
                "Adnotacje",
                "Rozliczenie",
                "Płatność",
                "Warunki transakcji",
                "Transport",
                "Dodatkowe informacje",
                "Pozostałe informacje",
                "Załącznik");
        Set<String> had = new HashSet<>();
        Outline outline = Outline.read();
        for (int seed = 0; seed < 60; seed++) {
            byte[] xml = RandomInvoice.make(outline, seed);
            List<String> titles = SmallInvoice.sections(sheet(xml))
                    .filter(section -> section.title() != null)
                    .map(section -> section.title().text())
                    .toList();
            assertThat(titles).isSortedAccordingTo(Comparator.comparing(order::indexOf));
            had.addAll(titles);
        }
        assertThat(had).containsExactlyInAnyOrderElementsOf(order);
    }

    @Test
    void parties_areCards() {
        Faktura small = SmallInvoice.of(SmallInvoice.body(TRodzajFaktury.VAT));
        Faktura invoice = small.toBuilder()
                .podmiot1(small.podmiot1().toBuilder()
                        .prefiksPodatnika(true)
                        .addDaneKontaktowe(new Podmiot1.DaneKontaktowe("kot@example.pl", "22 1234567"))
                        .build())
                .podmiot2(small.podmiot2().toBuilder()
                        .daneIdentyfikacyjne(TPodmiot2.builder()
                                .kodUE(TKodyKrajowUE.DE)
                                .nrVatUE("123456789")
                                .nazwa("Katze GmbH")
                                .build())
                        .adres(address("Hof 1", TKodKraju.DE))
                        .nrKlienta("K7")
                        .jst(Podmiot2.JST._1)
                        .gv(Podmiot2.GV._1)
                        .build())
                .addPodmiot3(Podmiot3.builder()
                        .daneIdentyfikacyjne(TPodmiot3.builder()
                                .kodKraju(TKodKraju.US)
                                .nrID("77")
                                .nazwa("Cat Inc.")
                                .build())
                        .adresKoresp(address("Main 1", TKodKraju.US))
                        .rola(TRolaPodmiotu3._4)
                        .udzial(new BigDecimal("12.5"))
                        .build())
                .addPodmiot3(Podmiot3.builder()
                        .daneIdentyfikacyjne(
                                TPodmiot3.builder().brakID(true).nazwa("Ktoś").build())
                        .rolaInna(true)
                        .opisRoli("świadek")
                        .build())
                .build();
        List<Card> cards = SmallInvoice.blocks(
                        InvoiceSheet.of(invoice, Language.POLISH, new Marking.None()), Cards.class)
                .findFirst()
                .orElseThrow()
                .cards();
        assertThat(cards)
                .extracting(card -> card.role().text() + ", " + card.name() + ", " + card.lines())
                .containsExactly(
                        "Sprzedawca, Kot sp. z o.o., [ul. Polna 1, Polska (PL)]",
                        "Nabywca, Katze GmbH, [Hof 1, Niemcy (DE)]",
                        "Dodatkowy nabywca, Cat Inc., []",
                        "Inny podmiot, Ktoś, []");
        assertThat(texts(cards.get(0).facts()))
                .containsExactly("NIP: PL9999999999", "Kontakt: kot@example.pl, tel.: 22 1234567");
        assertThat(texts(cards.get(1).facts()))
                .containsExactly(
                        "Numer VAT UE: DE123456789",
                        "Numer klienta: K7",
                        "Uwaga: faktura dotyczy jednostki podrzędnej JST",
                        "Uwaga: faktura dotyczy członka grupy VAT");
        assertThat(texts(cards.get(2).facts()))
                .containsExactly(
                        "Identyfikator podatkowy: US 77", "Udział: 12,5%", "Adres korespondencyjny: Main 1, US");
        assertThat(texts(cards.get(3).facts())).containsExactly("Identyfikator podatkowy: brak", "Opis roli: świadek");
    }

    @Test
    void fewCorrectedInvoices_areFacts_andMoreATable() {
        Fa.Builder few = SmallInvoice.body(TRodzajFaktury.KOR)
                .przyczynaKorekty("pomyłka")
                .typKorekty(TTypKorekty._2)
                .addDaneFaKorygowanej(SmallInvoice.corrected(1)
                        .nrKSeFN(false)
                        .nrKSeF(true)
                        .nrKSeFFaKorygowanej("5265877635-20250826-0100001AF629-AF")
                        .build());
        assertThat(facts(SmallInvoice.sheet(few)))
                .startsWith(
                        "Przyczyna korekty: pomyłka",
                        "Skutek korekty: w dacie wystawienia faktury korygującej",
                        "Faktura korygowana: FV/01, Data wystawienia: 2026-01-02,"
                                + " Numer KSeF: 5265877635-20250826-0100001AF629-AF");
        Fa.Builder more = SmallInvoice.body(TRodzajFaktury.KOR);
        IntStream.rangeClosed(1, 4)
                .forEach(number ->
                        more.addDaneFaKorygowanej(SmallInvoice.corrected(number).build()));
        assertThat(SmallInvoice.rows(SmallInvoice.blocks(SmallInvoice.sheet(more), Table.class)
                        .findFirst()
                        .orElseThrow()))
                .hasSize(4)
                .contains("USUAL|FV/04|2026-01-02|wystawiona poza KSeF");
    }

    @Test
    void sums_areThoseOfTheInvoice_withTheGrossOfNetAndVat() {
        Fa.Builder body = SmallInvoice.body(TRodzajFaktury.VAT)
                .kodWaluty(TKodWaluty.EUR)
                .p_13_1(new BigDecimal("100"))
                .p_14_1(new BigDecimal("23.01"))
                .p_14_1W(new BigDecimal("99.5"))
                .p_13_7(new BigDecimal("-5"))
                .p_13_11(new BigDecimal("70"));
        Table table = SmallInvoice.blocks(SmallInvoice.sheet(body), Table.class)
                .findFirst()
                .orElseThrow();
        assertThat(table.columns())
                .extracting(column -> column.label().text())
                .containsExactly("Stawka podatku", "Netto", "VAT", "Brutto", "VAT w PLN");
        assertThat(SmallInvoice.rows(table))
                .containsExactly(
                        "USUAL|23% albo 22%|100,00|23,01|123,01|99,50",
                        "USUAL|zwolnione od podatku|-5,00|||", "USUAL|procedura marży|||70,00|");
    }

    @Test
    void annotations_areTheWordsOfTheLaw() {
        Fa.Builder body = SmallInvoice.body(TRodzajFaktury.VAT)
                .fp(true)
                .adnotacje(SmallInvoice.annotations()
                        .p_16(TWybor1_2._1)
                        .p_17(TWybor1_2._1)
                        .p_18(TWybor1_2._1)
                        .p_18A(TWybor1_2._1)
                        .zwolnienie(Fa.Adnotacje.Zwolnienie.builder()
                                .p_19(true)
                                .p_19A("art. 43 ust. 1 pkt 37")
                                .build())
                        .pMarzy(Fa.Adnotacje.PMarzy.builder()
                                .p_PMarzy(true)
                                .p_PMarzy_3_1(true)
                                .build())
                        .build());
        Sheet sheet = SmallInvoice.sheet(body);
        assertThat(SmallInvoice.blocks(sheet, Paragraph.class))
                .extracting(Paragraph::text)
                .containsExactly(
                        "Metoda kasowa",
                        "Samofakturowanie",
                        "Odwrotne obciążenie",
                        "Mechanizm podzielonej płatności",
                        "Dostawa towarów lub świadczenie usług zwolnione od podatku",
                        "Procedura marży - towary używane",
                        "Faktura do paragonu (art. 109 ust. 3d ustawy)");
        assertThat(facts(sheet))
                .contains("Przepis ustawy albo aktu wydanego na podstawie ustawy: art. 43 ust. 1 pkt 37");
    }

    @Test
    void payment_isTold() {
        var account = TRachunekBankowy.builder().nrRB("73111122223333444455556666");
        Fa.Builder body = SmallInvoice.body(TRodzajFaktury.VAT)
                .platnosc(Fa.Platnosc.builder()
                        .znacznikZaplatyCzesciowej(TWybor1_2._2)
                        .addZaplataCzesciowa(Fa.Platnosc.ZaplataCzesciowa.builder()
                                .kwotaZaplatyCzesciowej(new BigDecimal("10"))
                                .dataZaplatyCzesciowej(LocalDate.parse("2026-03-01"))
                                .formaPlatnosci(TFormaPlatnosci._1)
                                .build())
                        .addTerminPlatnosci(Fa.Platnosc.TerminPlatnosci.builder()
                                .termin(LocalDate.parse("2026-03-14"))
                                .terminOpis(new Fa.Platnosc.TerminPlatnosci.TerminOpis(
                                        BigInteger.valueOf(14), "dni", "dostawa"))
                                .build())
                        .addTerminPlatnosci(
                                Fa.Platnosc.TerminPlatnosci.builder().build())
                        .platnoscInna(true)
                        .opisPlatnosci("kompensata")
                        .addRachunekBankowy(account.build())
                        .addRachunekBankowyFaktora(account.rachunekWlasnyBanku(TRachunekWlasnyBanku._1)
                                .nazwaBanku("Bank")
                                .build())
                        .build());
        Sheet sheet = SmallInvoice.sheet(body);
        assertThat(facts(sheet))
                .contains(
                        "Informacja o płatności: zapłacono w całości, w częściach",
                        "Termin płatności: 2026-03-14; 14 dni, dostawa",
                        "Forma płatności: kompensata");
        assertThat(SmallInvoice.rows(
                        SmallInvoice.blocks(sheet, Table.class).findFirst().orElseThrow()))
                .containsExactly("USUAL|2026-03-01|10,00|gotówka");
        List<Card> accounts =
                SmallInvoice.blocks(sheet, Cards.class).toList().get(1).cards();
        assertThat(accounts)
                .extracting(card -> card.role().text() + ": " + card.name())
                .containsExactly(
                        "Rachunek bankowy: 73 1111 2222 3333 4444 5555 6666",
                        "Rachunek bankowy faktora: 73 1111 2222 3333 4444 5555 6666");
        assertThat(texts(accounts.get(1).facts()))
                .containsExactly(
                        "Bank: Bank",
                        "Rachunek własny banku: rachunek do rozliczeń z tytułu nabywanych wierzytelności pieniężnych");
    }

    @Test
    void lines_haveTheColumnsThatOneOfThemUses() {
        Fa.Builder body = SmallInvoice.body(TRodzajFaktury.VAT)
                .addFaWiersz(Fa.FaWiersz.builder().nrWierszaFa(1).build())
                .addFaWiersz(line(2, "1.50", "3").p_10(new BigDecimal("0.125")).build());
        Table table = SmallInvoice.blocks(SmallInvoice.sheet(body), Table.class)
                .findFirst()
                .orElseThrow();
        assertThat(table.columns())
                .extracting(column -> column.label().text())
                .containsExactly(
                        "Lp.",
                        "Nazwa towaru lub usługi",
                        "Ilość",
                        "Jedn. miary",
                        "Rabat",
                        "Stawka VAT",
                        "Wartość netto");
        assertThat(SmallInvoice.rows(table))
                .containsExactly("USUAL|1||||||", "USUAL|2|Usługa|1,50|szt.|0,125|23%|3,00");
    }

    @Test
    void attachmentWithManyColumns_liesOnItsSide() throws IOException {
        Sheet sheet = sheet(Files.readAllBytes(OfficialExamples.example(25)));
        assertThat(sheet.parts()).extracting(Part::wide).containsExactly(false, true);
        List<Table> tables = sheet.parts().get(1).sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
        assertThat(SmallInvoice.rows(tables.get(1)))
                .last()
                .isEqualTo("SUM|Ogółem wartość - sprzedaż energii:||||18.00|");
    }

    private static Sheet sheet(byte[] xml) {
        return InvoiceSheet.of(FakturaXml.read(InvoiceXml.of(xml)), Language.POLISH, new Marking.None());
    }

    private static TAdres address(String line, TKodKraju country) {
        return TAdres.builder().adresL1(line).kodKraju(country).build();
    }

    private static List<String> facts(Sheet sheet) {
        return texts(SmallInvoice.facts(sheet).toList());
    }

    private static List<String> texts(List<Fact> facts) {
        return facts.stream()
                .map(fact -> fact.label().text() + ": " + String.join(", ", fact.lines()))
                .toList();
    }
}
