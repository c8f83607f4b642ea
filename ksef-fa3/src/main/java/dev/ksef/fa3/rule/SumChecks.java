package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums against what they are sums of. */
final class SumChecks {

    private static final String SETTLEMENT = FA + "/Rozliczenie";
    private static final String ORDER = FA + "/Zamowienie";

    private SumChecks() {}

    /** P_15 is P_13 and P_14 together. With prices including tax, example 1 of the Ministry is 0.01 off. */
    static void total(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        BigDecimal sum = BigDecimal.ZERO;
        int parts = 0;
        for (SalesGroup group : SalesGroup.values()) {
            BigDecimal net = group.net(fa);
            if (net != null) {
                sum = sum.add(net).add(Amounts.orZero(group.tax(fa)));
                parts++;
            }
        }
        int rounded = parts + fa.faWiersz().size();
        if (parts > 0 && !Amounts.near(fa.p_15(), sum, Amounts.tolerance(rounded))) {
            found.add(
                    FA + "/P_15",
                    fa.p_15(),
                    "the sums of net values and tax (P_13, P_14) add up to " + Amounts.plain(sum));
        }
    }

    static void noSalesSum(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        boolean none = true;
        for (SalesGroup group : SalesGroup.values()) {
            none &= group.net(fa) == null;
        }
        if (none
                && Kinds.is(fa, TRodzajFaktury.VAT, TRodzajFaktury.ZAL)
                && fa.p_15().signum() != 0) {
            found.missing(FA, "none of P_13_1 to P_13_11 is there, and P_15 is not zero");
        }
    }

    /** What the lines of one group add up to. */
    private static final class LineSum {
        private BigDecimal net = BigDecimal.ZERO;
        private BigDecimal gross = BigDecimal.ZERO;
        private int lines;
        private int withNet;
        private int withGross;

        void add(Fa.FaWiersz line) {
            lines++;
            if (line.p_11() != null) {
                net = line.stanPrzed() ? net.subtract(line.p_11()) : net.add(line.p_11());
                withNet++;
            }
            if (line.p_11A() != null) {
                gross = line.stanPrzed() ? gross.subtract(line.p_11A()) : gross.add(line.p_11A());
                withGross++;
            }
        }
    }

    /**
     * The lines of a rate add up to its P_13, or with tax to P_13 and P_14. Not where the law has them differ: settlements of
     * advances, simplified invoices, and rebates for a period, which have no lines or none with values.
     */
    static void lines(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (!Kinds.is(fa, TRodzajFaktury.VAT, TRodzajFaktury.KOR)) {
            return;
        }
        Map<SalesGroup, LineSum> sums = sumsByGroup(fa.faWiersz());
        if (sums == null) {
            return;
        }
        for (SalesGroup group : SalesGroup.values()) {
            LineSum lines = sums.getOrDefault(group, new LineSum());
            BigDecimal net = Amounts.orZero(group.net(fa));
            if (lines.withNet == lines.lines) {
                compare(fa, group, net, lines.net, lines.lines, "P_11", found);
            } else if (lines.withGross == lines.lines && group.tax(fa) != null) {
                BigDecimal gross = net.add(Amounts.orZero(group.tax(fa)));
                compare(fa, group, gross, lines.gross, lines.lines, "P_11A", found);
            }
        }
    }

    private static void compare(
            Fa fa, SalesGroup group, BigDecimal stated, BigDecimal sum, int lines, String summed, Found found) {
        if (Amounts.near(stated, sum, Amounts.tolerance(lines))) {
            return;
        }
        BigDecimal net = group.net(fa);
        String message = summed + " of the lines of " + group.netName() + " add up to " + Amounts.plain(sum);
        if (net == null) {
            found.missing(FA, group.netName() + " is missing: " + message);
        } else {
            found.add(FA + '/' + group.netName(), net, message);
        }
    }

    /** Returns null if it cannot be told what the lines of a rate add up to: a line lacks its rate or its value. */
    private static @Nullable Map<SalesGroup, LineSum> sumsByGroup(List<Fa.FaWiersz> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        var sums = new EnumMap<SalesGroup, LineSum>(SalesGroup.class);
        for (Fa.FaWiersz line : lines) {
            SalesGroup group = SalesGroup.of(line);
            if (group == null || (line.p_11() == null && line.p_11A() == null)) {
                return null;
            }
            sums.computeIfAbsent(group, some -> new LineSum()).add(line);
        }
        return sums;
    }

    /** P_11 is quantity by price less rebate; in example 4 of the Ministry the rebate is per piece. */
    static void lineValue(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.isCorrection(fa)) {
            return;
        }
        for (int i = 0; i < fa.faWiersz().size(); i++) {
            Fa.FaWiersz line = fa.faWiersz().get(i);
            String xpath = Found.one(FA + "/FaWiersz", i);
            lineValue(xpath + "/P_11", line.p_8B(), line.p_9A(), line.p_10(), line.p_11(), found);
            lineValue(xpath + "/P_11A", line.p_8B(), line.p_9B(), line.p_10(), line.p_11A(), found);
        }
    }

    private static void lineValue(
            String xpath,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal price,
            @Nullable BigDecimal rebate,
            @Nullable BigDecimal value,
            Found found) {
        if (quantity == null || price == null || value == null) {
            return;
        }
        BigDecimal full = quantity.multiply(price);
        BigDecimal less = Amounts.orZero(rebate);
        BigDecimal tolerance = Amounts.CENT
                .add(quantity.abs().multiply(Amounts.halfUnit(price, 2)))
                .add(quantity.scale() > 0 ? price.abs().multiply(Amounts.halfUnit(quantity, 1)) : BigDecimal.ZERO);
        boolean once = Amounts.near(value, full.subtract(less), tolerance);
        boolean perPiece = Amounts.near(value, full.subtract(quantity.multiply(less)), tolerance);
        if (!once && !perPiece) {
            found.add(xpath, value, "quantity by price, less the rebate, is " + Amounts.plain(full.subtract(less)));
        }
    }

    static void charges(Faktura invoice, Found found) {
        Fa.Rozliczenie settlement = invoice.fa().rozliczenie();
        if (settlement != null && settlement.sumaObciazen() != null) {
            same(SETTLEMENT + "/SumaObciazen", settlement.sumaObciazen(), charged(settlement), "Obciazenia", found);
        }
    }

    static void deductions(Faktura invoice, Found found) {
        Fa.Rozliczenie settlement = invoice.fa().rozliczenie();
        if (settlement != null && settlement.sumaOdliczen() != null) {
            same(SETTLEMENT + "/SumaOdliczen", settlement.sumaOdliczen(), deducted(settlement), "Odliczenia", found);
        }
    }

    static void amountDue(Faktura invoice, Found found) {
        Fa.Rozliczenie settlement = invoice.fa().rozliczenie();
        if (settlement != null && settlement.doZaplaty() != null) {
            BigDecimal due = invoice.fa().p_15().add(charged(settlement)).subtract(deducted(settlement));
            same(SETTLEMENT + "/DoZaplaty", settlement.doZaplaty(), due, "P_15, charges and less deductions", found);
        }
    }

    private static void same(String xpath, BigDecimal stated, BigDecimal sum, String of, Found found) {
        if (!Amounts.same(stated, sum)) {
            found.add(xpath, stated, of + " add up to " + Amounts.plain(sum));
        }
    }

    private static BigDecimal charged(Fa.Rozliczenie settlement) {
        return settlement.obciazenia().stream()
                .map(Fa.Rozliczenie.Obciazenia::kwota)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal deducted(Fa.Rozliczenie settlement) {
        return settlement.odliczenia().stream()
                .map(Fa.Rozliczenie.Odliczenia::kwota)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static void partialAdvances(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (fa.zaliczkaCzesciowa().isEmpty() || !Kinds.is(fa, TRodzajFaktury.ZAL)) {
            return;
        }
        BigDecimal sum = fa.zaliczkaCzesciowa().stream()
                .map(Fa.ZaliczkaCzesciowa::p_15Z)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        same(FA + "/P_15", fa.p_15(), sum, "P_15Z of the payments", found);
    }

    static void order(Faktura invoice, Found found) {
        Fa.Zamowienie order = invoice.fa().zamowienie();
        if (order == null || Kinds.isCorrection(invoice.fa())) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Fa.Zamowienie.ZamowienieWiersz line : order.zamowienieWiersz()) {
            if (line.p_11NettoZ() == null || line.p_11VatZ() == null) {
                return;
            }
            sum = sum.add(line.p_11NettoZ()).add(line.p_11VatZ());
        }
        int rounded = 2 * order.zamowienieWiersz().size();
        if (!Amounts.near(order.wartoscZamowienia(), sum, Amounts.tolerance(rounded))) {
            found.add(
                    ORDER + "/WartoscZamowienia",
                    order.wartoscZamowienia(),
                    "net values and tax of the lines of the order add up to " + Amounts.plain(sum));
        }
    }
}
