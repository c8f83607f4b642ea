package dev.ksef.pdf.content;

import static dev.ksef.pdf.content.SmallInvoice.line;
import static dev.ksef.pdf.content.SmallInvoice.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.TKluczWartosc;
import dev.ksef.pdf.sheet.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines before and after a correction. */
class CorrectedLinesTest {

    @Test
    void lines_withTheSameNumber_standBesideEachOtherWithTheirDifference() {
        assertThat(shown(
                        line(1, "10", "1000.00").stanPrzed(true),
                        line(2, "5", "70.00").stanPrzed(true),
                        line(2, "5", "75.05"),
                        line(1, "7.5", "750.00")))
                .containsExactly(
                        "BEFORE|1|przed korektą|Usługa|10|szt.|23%|1\u00a0000,00",
                        "USUAL|1|po korekcie|Usługa|7,5|szt.|23%|750,00",
                        "DIFFERENCE||różnica||-2,5|||-250,00",
                        "BEFORE|2|przed korektą|Usługa|5|szt.|23%|70,00",
                        "USUAL|2|po korekcie|Usługa|5|szt.|23%|75,05",
                        "DIFFERENCE||różnica||0|||5,05");
    }

    @Test
    void universalNumber_winsOverTheNumberOfTheLine() {
        assertThat(shown(
                        line(1, "1", "10.00").uu_ID("a").stanPrzed(true),
                        line(1, "1", "20.00").uu_ID("b"),
                        line(2, "1", "30.00").uu_ID("a")))
                .containsExactly(
                        "BEFORE|1|przed korektą|Usługa(UU_ID: a)|1|szt.|23%|10,00",
                        "USUAL|2|po korekcie|Usługa(UU_ID: a)|1|szt.|23%|30,00",
                        "DIFFERENCE||różnica||0|||20,00",
                        "USUAL|1|po korekcie|Usługa(UU_ID: b)|1|szt.|23%|20,00");
    }

    @Test
    void linesWithTheSameNumber_andOtherUniversalNumbers_areNoPair() {
        assertThat(shown(
                        line(1, "1", "10.00").uu_ID("a").stanPrzed(true),
                        line(1, "1", "20.00").uu_ID("b")))
                .containsExactly(
                        "BEFORE|1|przed korektą|Usługa(UU_ID: a)|1|szt.|23%|10,00",
                        "USUAL|1|po korekcie|Usługa(UU_ID: b)|1|szt.|23%|20,00");
    }

    @Test
    void lineThatIsTakenAway_standsAlone() {
        assertThat(shown(line(1, "1", "10.00").stanPrzed(true), line(2, "1", "20.00")))
                .containsExactly(
                        "BEFORE|1|przed korektą|Usługa|1|szt.|23%|10,00",
                        "USUAL|2|po korekcie|Usługa|1|szt.|23%|20,00");
    }

    @Test
    void manyLinesWithOneNumber_arePairedInTheirOrder() {
        assertThat(shown(
                        line(1, "1", "10.00").stanPrzed(true),
                        line(1, "2", "20.00").stanPrzed(true),
                        line(1, "3", "30.00"),
                        line(1, "4", "40.00")))
                .containsExactly(
                        "BEFORE|1|przed korektą|Usługa|1|szt.|23%|10,00",
                        "USUAL|1|po korekcie|Usługa|3|szt.|23%|30,00",
                        "DIFFERENCE||różnica||2|||20,00",
                        "BEFORE|1|przed korektą|Usługa|2|szt.|23%|20,00",
                        "USUAL|1|po korekcie|Usługa|4|szt.|23%|40,00",
                        "DIFFERENCE||różnica||2|||20,00");
    }

    @Test
    void quantities_ofOtherUnits_haveNoDifference() {
        assertThat(shown(
                        line(1, "1", "10.00").stanPrzed(true),
                        line(1, "1000", "10.00").p_8A("kg")))
                .contains("DIFFERENCE||różnica|||||0,00");
    }

    @Test
    void prices_andRates_haveNoDifference() {
        assertThat(shown(
                        line(1, "1", "10.00").p_9A(new BigDecimal("10")).stanPrzed(true),
                        line(1, "1", "11.00").p_9A(new BigDecimal("11")).p_12(TStawkaPodatku._8)))
                .containsExactly(
                        "BEFORE|1|przed korektą|Usługa|1|szt.|10,00|23%|10,00",
                        "USUAL|1|po korekcie|Usługa|1|szt.|11,00|8%|11,00", "DIFFERENCE||różnica||0||||1,00");
    }

    @Test
    void valueThatOnlyOneHas_hasNoDifference() {
        var before = Fa.FaWiersz.builder().nrWierszaFa(1).p_7("Opis").stanPrzed(true);
        assertThat(shown(before, line(1, "1", "11.00")))
                .containsExactly("BEFORE|1|przed korektą|Opis||||", "USUAL|1|po korekcie|Usługa|1|szt.|23%|11,00");
    }

    @Test
    void correctionByDifferences_hasNoStates() {
        assertThat(shown(line(1, "-2", "-20.00"))).containsExactly("USUAL|1|Usługa|-2|szt.|23%|-20,00");
    }

    @Test
    void descriptionOfALine_standsWithTheLineAfter() {
        Fa.Builder body = SmallInvoice.body(TRodzajFaktury.KOR)
                .addFaWiersz(line(1, "1", "10.00").stanPrzed(true).build())
                .addFaWiersz(line(1, "1", "11.00").build())
                .addDodatkowyOpis(new TKluczWartosc(1L, "kolor", "zielony"))
                .addDodatkowyOpis(new TKluczWartosc(7L, "kolor", "biały"));
        List<Table> tables =
                SmallInvoice.blocks(SmallInvoice.sheet(body), Table.class).toList();
        assertThat(rows(tables.get(0)))
                .startsWith(
                        "BEFORE|1|przed korektą|Usługa|1|szt.|23%|10,00",
                        "USUAL|1|po korekcie|Usługa(kolor: zielony)|1|szt.|23%|11,00");
        assertThat(rows(tables.get(1))).containsExactly("USUAL|7|kolor|biały");
    }

    @Test
    void tenThousandLinesWithOneNumber_arePaired() {
        var lines = new ArrayList<Fa.FaWiersz.Builder>();
        for (int i = 0; i < 5000; i++) {
            lines.add(line(1, "1", "10.00").stanPrzed(true));
        }
        for (int i = 0; i < 5000; i++) {
            lines.add(line(1, "1", "10.00"));
        }
        assertThat(shown(lines.toArray(new Fa.FaWiersz.Builder[0]))).hasSize(15_000);
    }

    private static List<String> shown(Fa.FaWiersz.Builder... lines) {
        Fa.Builder body = SmallInvoice.body(TRodzajFaktury.KOR);
        for (Fa.FaWiersz.Builder line : lines) {
            body.addFaWiersz(line.build());
        }
        return rows(SmallInvoice.blocks(SmallInvoice.sheet(body), Table.class)
                .findFirst()
                .orElseThrow());
    }
}
