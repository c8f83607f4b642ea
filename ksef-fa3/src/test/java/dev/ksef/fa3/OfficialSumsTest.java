package dev.ksef.fa3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.official.OfficialFiles;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of the Ministry's examples, given to the builder, make the sums of the examples, but for what is known to differ. */
class OfficialSumsTest {

    private static final Map<TStawkaPodatku, VatRate> RATES = Map.of(
            TStawkaPodatku._23, VatRate.P23,
            TStawkaPodatku._8, VatRate.P8,
            TStawkaPodatku._5, VatRate.P5,
            TStawkaPodatku.ZW, VatRate.EXEMPT);

    /** P_15 of the first is a grosz more than its sums, since its prices were gross. */
    private static final Map<String, List<String>> DIFFERENT = Map.of("FA3-official-example-1.xml", List.of("P_15"));

    static List<Path> examples() {
        return OfficialFiles.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_rebuilt_hasItsSumsAndTheKnownFindings(Path example) {
        Fa official = FakturaXml.read(InvoiceXml.read(example)).fa();

        InvoiceDraft draft = given(rebuilt(official), official).build();

        assertThat(draft.findings())
                .extracting(DraftFinding::element)
                .isEqualTo(DIFFERENT.getOrDefault(example.getFileName().toString(), List.of()));
        Fa built = Built.valid(draft);
        assertThat(built.p_15()).isEqualByComparingTo(official.p_15());
        assertThat(built.faWiersz())
                .extracting(line -> line.p_11().stripTrailingZeros())
                .isEqualTo(official.faWiersz().stream()
                        .map(line -> line.p_11().stripTrailingZeros())
                        .toList());
    }

    /** Gives the example's own sums, which are found to differ if they are not the computed ones. */
    private static InvoiceBuilder<?> given(InvoiceBuilder<?> builder, Fa official) {
        builder.total(official.p_15());
        give(builder, VatRate.P23, official.p_13_1(), official.p_14_1());
        give(builder, VatRate.P8, official.p_13_2(), official.p_14_2());
        give(builder, VatRate.P5, official.p_13_3(), official.p_14_3());
        give(builder, VatRate.EXEMPT, official.p_13_7(), null);
        if (official.p_14_1W() != null) {
            builder.vatSumInZloty(VatRate.P23, official.p_14_1W());
        }
        if (official.rozliczenie() != null) {
            official.rozliczenie().obciazenia().forEach(one -> builder.charge(one.kwota(), one.powod()));
            official.rozliczenie().odliczenia().forEach(one -> builder.deduction(one.kwota(), one.powod()));
            builder.toPay(official.rozliczenie().doZaplaty());
        }
        if (official.adnotacje().zwolnienie().p_19A() != null) {
            builder.exemptByAct(official.adnotacje().zwolnienie().p_19A());
        }
        if (official.kodWaluty() != TKodWaluty.PLN) {
            builder.currency(official.kodWaluty());
        }
        return builder;
    }

    private static void give(InvoiceBuilder<?> builder, VatRate rate, BigDecimal net, BigDecimal vat) {
        if (net != null) {
            builder.netSum(rate, net);
        }
        if (vat != null) {
            builder.vatSum(rate, vat);
        }
    }

    private static InvoiceBuilder<?> rebuilt(Fa official) {
        if (official.rodzajFaktury() == TRodzajFaktury.VAT) {
            SaleBuilder sale = Built.filled(Invoice.vat());
            official.faWiersz().forEach(line -> sale.line(line(line)));
            return sale;
        }
        if (official.rodzajFaktury() == TRodzajFaktury.ROZ) {
            SettlementBuilder settlement = Built.filled(Invoice.settlement()).advanceInvoiceOutsideKsef("1");
            official.faWiersz().forEach(line -> settlement.line(line(line)));
            // The advance that the example tells of by what it left.
            return settlement
                    .settled(VatRate.P23, new BigDecimal("399.84"), new BigDecimal("91.96"))
                    .settled(VatRate.P8, new BigDecimal("27322.41"), new BigDecimal("2185.79"));
        }
        CorrectionBuilder correction = Built.filled(Invoice.correction())
                .corrects(CorrectedInvoice.outsideKsef(Built.DAY, "1"))
                .reason("korekta");
        boolean inFull = official.faWiersz().stream().anyMatch(Fa.FaWiersz::stanPrzed);
        for (Fa.FaWiersz line : official.faWiersz()) {
            if (!inFull) {
                correction.difference(line(line));
            } else if (line.stanPrzed()) {
                correction.removed(line(line));
            } else {
                correction.added(line(line));
            }
        }
        if (official.okresFaKorygowanej() != null) {
            correction.discountGross(VatRate.P23, official.p_15().negate());
        }
        return correction;
    }

    private static Line line(Fa.FaWiersz line) {
        VatRate rate = RATES.get(line.p_12());
        if (line.p_9A() == null) {
            return Line.netValue(line.p_7(), line.p_11(), rate);
        }
        Line made = Line.net(line.p_7(), line.p_8B(), line.p_9A(), rate).value(line.p_11());
        if (line.p_10() != null) {
            made = made.discountEach(line.p_10());
        }
        return line.kursWaluty() == null ? made : made.exchangeRate(line.kursWaluty());
    }
}
