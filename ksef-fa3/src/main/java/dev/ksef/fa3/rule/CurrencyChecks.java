package dev.ksef.fa3.rule;

import static dev.ksef.fa3.rule.Found.FA;

import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Currency and exchange rate. */
final class CurrencyChecks {

    private CurrencyChecks() {}

    static void taxInPln(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (isPln(fa)) {
            return;
        }
        for (SalesGroup group : SalesGroup.TAXED) {
            BigDecimal tax = group.tax(fa);
            if (tax != null && tax.signum() != 0 && group.taxInPln(fa) == null) {
                found.add(FA + '/' + group.taxName(), tax, group.taxName() + "W, the same tax in PLN, is missing");
            }
        }
    }

    static void needlessTaxInPln(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (!isPln(fa)) {
            return;
        }
        for (SalesGroup group : SalesGroup.TAXED) {
            BigDecimal inPln = group.taxInPln(fa);
            if (inPln != null) {
                found.add(
                        FA + '/' + group.taxName() + 'W', inPln, "the invoice is in PLN, so its tax is not converted");
            }
        }
    }

    /** The tax in PLN is the tax by the rate, if one is told for all lines and payments. Corrections may have several. */
    static void conversion(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (isPln(fa) || Kinds.isCorrection(fa)) {
            return;
        }
        BigDecimal rate = onlyRate(fa);
        if (rate == null) {
            return;
        }
        int rounded = 1 + fa.faWiersz().size() + fa.zaliczkaCzesciowa().size();
        // The tax was rounded in the other currency, and may have been line by line.
        BigDecimal tolerance = Amounts.tolerance(rounded).multiply(rate.abs().max(BigDecimal.ONE));
        for (SalesGroup group : SalesGroup.TAXED) {
            BigDecimal tax = group.tax(fa);
            BigDecimal inPln = group.taxInPln(fa);
            if (tax != null && inPln != null && !Amounts.near(inPln, tax.multiply(rate), tolerance)) {
                found.add(
                        FA + '/' + group.taxName() + 'W',
                        inPln,
                        group.taxName() + " by the exchange rate is " + Amounts.plain(tax.multiply(rate)));
            }
        }
    }

    private static @Nullable BigDecimal onlyRate(Fa fa) {
        List<@Nullable BigDecimal> rates = new ArrayList<>();
        if (fa.kursWalutyZ() != null) {
            rates.add(fa.kursWalutyZ());
        }
        fa.faWiersz().forEach(line -> rates.add(line.kursWaluty()));
        fa.zaliczkaCzesciowa().forEach(part -> rates.add(part.kursWalutyZW()));
        BigDecimal first = rates.isEmpty() ? null : rates.get(0);
        if (first == null) {
            return null;
        }
        boolean same = rates.stream().allMatch(rate -> rate != null && rate.compareTo(first) == 0);
        return same ? first : null;
    }

    static void needlessRate(Faktura invoice, Found found) {
        if (isPln(invoice.fa())) {
            eachRate(
                    invoice.fa(),
                    (xpath, rate) -> found.add(xpath, rate, "the invoice is in PLN, so there is no exchange rate"));
        }
    }

    /** Corrections by discount have no lines, and so no place for a rate. */
    static void noRate(Faktura invoice, Found found) {
        Fa fa = invoice.fa();
        if (isPln(fa) || Kinds.isCorrection(fa) || hasRate(fa)) {
            return;
        }
        for (SalesGroup group : SalesGroup.TAXED) {
            if (Amounts.isSomething(group.tax(fa))) {
                found.add(FA + "/KodWaluty", fa.kodWaluty().text(), "there is tax, but no exchange rate");
                return;
            }
        }
    }

    private static boolean hasRate(Fa fa) {
        return fa.kursWalutyZ() != null
                || fa.faWiersz().stream().anyMatch(line -> line.kursWaluty() != null)
                || fa.zaliczkaCzesciowa().stream().anyMatch(part -> part.kursWalutyZW() != null);
    }

    static void rateSign(Faktura invoice, Found found) {
        eachRate(invoice.fa(), (xpath, rate) -> {
            if (rate.signum() <= 0) {
                found.add(xpath, rate, "an exchange rate is more than zero");
            }
        });
    }

    private static void eachRate(Fa fa, BiConsumer<String, BigDecimal> consumer) {
        if (fa.kursWalutyZ() != null) {
            consumer.accept(FA + "/KursWalutyZ", fa.kursWalutyZ());
        }
        for (int i = 0; i < fa.faWiersz().size(); i++) {
            BigDecimal rate = fa.faWiersz().get(i).kursWaluty();
            if (rate != null) {
                consumer.accept(Found.one(FA + "/FaWiersz", i) + "/KursWaluty", rate);
            }
        }
    }

    static void contractCurrency(Faktura invoice, Found found) {
        Fa.WarunkiTransakcji terms = invoice.fa().warunkiTransakcji();
        if (terms != null && terms.walutaUmowna() == TKodWaluty.PLN) {
            found.add(
                    FA + "/WarunkiTransakcji/WalutaUmowna",
                    "PLN",
                    "amounts are converted from another currency to PLN");
        }
    }

    private static boolean isPln(Fa fa) {
        return fa.kodWaluty() == TKodWaluty.PLN;
    }
}
