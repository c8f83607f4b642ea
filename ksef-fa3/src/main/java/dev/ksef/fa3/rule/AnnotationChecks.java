package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The annotations P_16 to P_23 and P_PMarzy against what they are about. */
final class AnnotationChecks {

    private static final String NOTES = FA + "/Adnotacje";
    private static final BigDecimal SPLIT_PAYMENT_ABOVE = new BigDecimal("15000");

    private AnnotationChecks() {}

    /** The tax on goods for other countries of the EU arises with the invoice. Other sales beside them may be for cash. */
    static void cashMethod(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (fa.adnotacje().p_16() != TWybor1_2._1 || Kinds.isCorrection(fa)) {
            return;
        }
        List<SalesGroup> sales = Arrays.stream(SalesGroup.values())
                .filter(group -> group.isIn(fa))
                .toList();
        if (sales.equals(List.of(SalesGroup.INTRA_COMMUNITY))) {
            found.add(
                    NOTES + "/P_16", "1", "all sales are supplies to other countries of the EU (P_13_6_2, rate 0 WDT)");
        }
    }

    static void exemptionMark(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (SalesGroup.EXEMPT.isIn(fa) && fa.adnotacje().zwolnienie().p_19N()) {
            found.add(NOTES + "/Zwolnienie/P_19N", "1", "there are exempt sales (P_13_7 or the rate zw)");
        }
    }

    /** Exempt sales may also be those of a margin scheme. */
    static void exemptionWithoutSales(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        boolean sales = SalesGroup.EXEMPT.net(fa) != null || SalesGroup.EXEMPT.isIn(fa) || SalesGroup.MARGIN.isIn(fa);
        if (fa.adnotacje().zwolnienie().p_19() && !sales && Kinds.is(fa, TRodzajFaktury.VAT)) {
            found.add(
                    NOTES + "/Zwolnienie/P_19",
                    "1",
                    "there are no exempt sales: no P_13_7 and no line with the rate zw");
        }
    }

    static void reverseCharge(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        boolean buyerPays = SalesGroup.REVERSE_CHARGE.isIn(fa) || SalesGroup.SERVICES_IN_EU.isIn(fa);
        if (buyerPays && fa.adnotacje().p_18() == TWybor1_2._2) {
            found.add(
                    NOTES + "/P_18",
                    "2",
                    "there are sales whose tax the buyer pays (P_13_9, P_13_10, rates np II, oo)");
        }
    }

    /** Only for amounts in PLN: the rate of the limit is not on the invoice. Only for buyers who are taxpayers. */
    static void splitPayment(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        boolean above = fa.kodWaluty() == TKodWaluty.PLN && fa.p_15().compareTo(SPLIT_PAYMENT_ABOVE) > 0;
        boolean taxpayer = invoice.podmiot2().daneIdentyfikacyjne().nip() != null;
        boolean listed = fa.faWiersz().stream().anyMatch(Fa.FaWiersz::p_12_Zal_15);
        if (above
                && taxpayer
                && listed
                && !Kinds.isCorrection(fa)
                && fa.adnotacje().p_18A() == TWybor1_2._2) {
            found.add(NOTES + "/P_18A", "2", "P_15 is more than 15 000 PLN, and a line is marked P_12_Zal_15");
        }
    }

    static void selfBilling(Faktura invoice, Found found) {
        if (invoice.fa().adnotacje().p_17() == TWybor1_2._1
                && invoice.podmiot2().daneIdentyfikacyjne().brakID()) {
            found.add(NOTES + "/P_17", "1", "the buyer, who issues the invoice, has no tax number in Podmiot2");
        }
    }

    static void newTransport(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        List<Fa.Adnotacje.NoweSrodkiTransportu.NowySrodekTransportu> means =
                fa.adnotacje().noweSrodkiTransportu().nowySrodekTransportu();
        if (means.isEmpty() || fa.faWiersz().isEmpty()) {
            return;
        }
        Set<Long> numbers = fa.faWiersz().stream().map(Fa.FaWiersz::nrWierszaFa).collect(Collectors.toSet());
        for (int i = 0; i < means.size(); i++) {
            long number = means.get(i).p_NrWierszaNST();
            if (!numbers.contains(number)) {
                found.add(
                        Found.one(NOTES + "/NoweSrodkiTransportu/NowySrodekTransportu", i) + "/P_NrWierszaNST",
                        Long.toString(number),
                        "no line has this NrWierszaFa");
            }
        }
    }

    static void triangular(Faktura invoice, Found found) {
        boolean numbers = invoice.podmiot1().prefiksPodatnika()
                && invoice.podmiot2().daneIdentyfikacyjne().kodUE() != null;
        if (invoice.fa().adnotacje().p_23() == TWybor1_2._1 && !numbers) {
            found.add(
                    NOTES + "/P_23",
                    "1",
                    "the simplified triangular procedure needs PrefiksPodatnika of the seller and KodUE of the buyer");
        }
    }

    static void marginMark(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Amounts.isSomething(fa.p_13_11()) && fa.adnotacje().pMarzy().p_PMarzyN()) {
            found.add(NOTES + "/PMarzy/P_PMarzyN", "1", "there are sales of a margin scheme (P_13_11)");
        }
    }

    static void marginSum(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (fa.adnotacje().pMarzy().p_PMarzy() && fa.p_13_11() == null && Kinds.is(fa, TRodzajFaktury.VAT)) {
            found.add(NOTES + "/PMarzy/P_PMarzy", "1", "P_13_11, the sum of sales of the margin scheme, is missing");
        }
    }
}
