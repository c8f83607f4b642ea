package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.code.TWybor1_2;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rates, and tax by them. */
final class RateChecks {

    private static final Set<TStawkaPodatku> FORMER = Set.of(TStawkaPodatku._22, TStawkaPodatku._7, TStawkaPodatku._3);
    private static final LocalDate SINCE = LocalDate.of(2011, 1, 1);

    private RateChecks() {}

    /**
     * P_14 is P_13 by the rate. It may be rounded once, or for each line or payment, and a correction may correct the tax itself.
     * Where prices are gross, what is rounded off the tax is added to the net.
     */
    static void tax(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.isCorrection(fa)) {
            return;
        }
        Fa.Zamowienie order = fa.zamowienie();
        int rounded = fa.faWiersz().size()
                + fa.fakturaZaliczkowa().size()
                + fa.zaliczkaCzesciowa().size()
                + (order == null ? 0 : order.zamowienieWiersz().size());
        for (SalesGroup group : SalesGroup.TAXED) {
            BigDecimal net = group.net(fa);
            BigDecimal tax = group.tax(fa);
            if (net == null || tax == null) {
                continue;
            }
            BigDecimal tolerance = Amounts.tolerance(rounded + 1).multiply(BigDecimal.ONE.add(group.highestRate()));
            BigDecimal one = net.multiply(hasFormer(fa, group) ? group.lowestRate() : group.highestRate());
            BigDecimal other = net.multiply(group.highestRate());
            if (tax.compareTo(one.min(other).subtract(tolerance)) < 0
                    || tax.compareTo(one.max(other).add(tolerance)) > 0) {
                found.add(
                        FA + '/' + group.taxName(),
                        tax,
                        "by the rate, the tax of " + group.netName() + " is " + Amounts.plain(other));
            }
        }
    }

    private static boolean hasFormer(Fa fa, SalesGroup group) {
        Stream<TStawkaPodatku> ordered = fa.zamowienie() == null
                ? Stream.empty()
                : fa.zamowienie().zamowienieWiersz().stream()
                        .map(Fa.Zamowienie.ZamowienieWiersz::p_12Z)
                        .filter(Objects::nonNull);
        Stream<TStawkaPodatku> sold =
                fa.faWiersz().stream().map(Fa.FaWiersz::p_12).filter(Objects::nonNull);
        return Stream.concat(sold, ordered).anyMatch(rate -> FORMER.contains(rate) && SalesGroup.of(rate) == group);
    }

    /**
     * A line of a taxed sale has a rate. Exempt, foreign and margin sales need none, so where there are such, nobody can
     * tell.
     */
    static void missing(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        Fa.Adnotacje notes = fa.adnotacje();
        boolean exceptions = notes.zwolnienie().p_19() || notes.pMarzy().p_PMarzy() || notes.p_18() == TWybor1_2._1;
        for (SalesGroup group : List.of(
                SalesGroup.EXEMPT,
                SalesGroup.ABROAD,
                SalesGroup.SERVICES_IN_EU,
                SalesGroup.REVERSE_CHARGE,
                SalesGroup.MARGIN)) {
            exceptions |= group.net(fa) != null;
        }
        if (exceptions || !Kinds.is(fa, TRodzajFaktury.VAT)) {
            return;
        }
        for (int i = 0; i < fa.faWiersz().size(); i++) {
            Fa.FaWiersz line = fa.faWiersz().get(i);
            if (line.p_12() == null && line.p_12_XII() == null && (line.p_11() != null || line.p_11A() != null)) {
                found.missing(Found.one(FA + "/FaWiersz", i), "the line has a value, but neither P_12 nor P_12_XII");
            }
        }
    }

    static void twice(Faktura invoice, Found found) {
        List<Fa.FaWiersz> lines = invoice.fa().faWiersz();
        for (int i = 0; i < lines.size(); i++) {
            BigDecimal foreign = lines.get(i).p_12_XII();
            if (foreign != null && lines.get(i).p_12() != null) {
                found.add(Found.one(FA + "/FaWiersz", i) + "/P_12_XII", foreign, "the line has a Polish rate as well");
            }
        }
    }

    /** 22, 7 and 3 percent ended with 2010. Corrections may be about older sales. */
    static void former(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (Kinds.isCorrection(fa) || isOld(fa.p_1()) || isOld(fa.p_6())) {
            return;
        }
        for (int i = 0; i < fa.faWiersz().size(); i++) {
            Fa.FaWiersz line = fa.faWiersz().get(i);
            if (line.p_12() != null && FORMER.contains(line.p_12()) && !isOld(line.p_6A())) {
                found.add(
                        Found.one(FA + "/FaWiersz", i) + "/P_12",
                        line.p_12().text(),
                        "this rate was in force until the end of 2010");
            }
        }
    }

    private static boolean isOld(@Nullable LocalDate date) {
        return date != null && date.isBefore(SINCE);
    }
}
