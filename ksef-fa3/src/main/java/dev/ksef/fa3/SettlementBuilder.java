package dev.ksef.fa3;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds the final invoice after advances ({@code ROZ}, art. 106f ust. 3): lines of all that is sold, and sums of what the
 * advances left.
 *
 * <p>In another currency, VAT that the advances left is converted by the exchange rate of the lines; that of the advances was
 * converted on their own invoices. A payment that this invoice documents ({@link #received}) with an exchange rate of its own has
 * its part of VAT converted by that (art. 31a).
 */
public final class SettlementBuilder extends ItemizedBuilder<SettlementBuilder> {

    private record Settled(VatRate rate, Sum sum) {}

    private final List<Settled> settled = new ArrayList<>();
    private final Receipts receipts = new Receipts();

    SettlementBuilder() {
        super(TRodzajFaktury.ROZ);
    }

    @Override
    SettlementBuilder self() {
        return this;
    }

    /**
     * Deducts what invoices of advances showed at one rate: {@code P_13} and {@code P_14}, in the currency of this invoice.
     *
     * @throws IllegalArgumentException if there is VAT, but none at this rate
     */
    public SettlementBuilder settled(VatRate rate, BigDecimal net, BigDecimal vat) {
        SumField field = Objects.requireNonNull(rate, "rate").field();
        Money.checked(field.name(), net);
        if (Money.checked(field.vatElement(), vat).signum() != 0 && !field.hasVat()) {
            throw new IllegalArgumentException("There is no VAT at the rate " + rate);
        }
        settled.add(new Settled(rate, Sum.of(net, vat)));
        return this;
    }

    /**
     * Tells of a payment before the supply that has no invoice of its own, for all that is sold ({@code ZaliczkaCzesciowa}). It is a
     * part of {@code P_15}; what {@code P_15} has beyond such payments is left to pay. Up to 31.
     */
    public SettlementBuilder received(LocalDate day, BigDecimal gross) {
        receipts.add(day, gross);
        return this;
    }

    /** Tells of a payment for what is taxed at one rate. Payments of one day make one. */
    public SettlementBuilder received(LocalDate day, BigDecimal gross, VatRate rate) {
        receipts.add(day, gross, rate);
        return this;
    }

    /** Tells of a payment in another currency with its own exchange rate, by which its VAT is converted. */
    public SettlementBuilder received(LocalDate day, BigDecimal gross, VatRate rate, BigDecimal exchangeRate) {
        receipts.add(day, gross, rate, exchangeRate);
        return this;
    }

    @Override
    void check(List<String> problems) {
        super.check(problems);
        if (advances.isEmpty()) {
            problems.add("the invoices of the advances are missing: call advanceInvoice or advanceInvoiceOutsideKsef");
        }
        if (settled.isEmpty()) {
            problems.add("what the advances were is missing: call settled, for each rate of VAT");
        }
        receipts.check(inZloty(), grossByRate(), problems);
    }

    @Override
    void addTo(Tally tally) {
        addLinesTo(tally);
        settled.forEach(one -> tally.add(
                one.rate().field(),
                one.sum().negate(),
                exchangeRateOfLines(one.rate().field())));
        receipts.forEachPart(grossByRate(), (rate, gross, own) -> {
            if (own != null) {
                Sum vat = Sum.of(Money.ZERO, rate.vat(gross, true));
                tally.add(rate.field(), vat.negate(), exchangeRateOfLines(rate.field()));
                tally.add(rate.field(), vat, own);
            }
        });
    }

    /** Returns the exchange rate of what is left of the sales in a field, or null if it is missing or the lines have several. */
    private @Nullable BigDecimal exchangeRateOfLines(SumField field) {
        // A tree set, since 4.5 and 4.50 are the same.
        Set<BigDecimal> rates = new TreeSet<>();
        for (PlacedLine placed : lines) {
            if (placed.line().rate().field() == field) {
                BigDecimal own = placed.line().element().kursWaluty();
                BigDecimal rate = own == null ? exchangeRate() : own;
                if (rate == null) {
                    return null;
                }
                rates.add(rate);
            }
        }
        if (rates.isEmpty()) {
            return exchangeRate();
        }
        return rates.size() == 1 ? rates.iterator().next() : null;
    }

    private Map<VatRate, BigDecimal> grossByRate() {
        Map<VatRate, BigDecimal> sums = new LinkedHashMap<>();
        lines.forEach(placed -> sums.merge(placed.line().rate(), placed.line().withVat(), BigDecimal::add));
        return sums;
    }

    @Override
    void write(Fa.Builder invoice, BigDecimal total, List<DraftFinding> findings) {
        invoice.zaliczkaCzesciowa(Receipts.elements(receipts.occasions(exchangeRate())));
        if (total.signum() < 0) {
            findings.add(DraftFinding.about("P_15", "is below zero: the advances were more than the sale"));
        } else if (receipts.sum().compareTo(total) > 0) {
            findings.add(DraftFinding.about(
                    "ZaliczkaCzesciowa", "is more than P_15, which is what the advances with their own invoices left"));
        }
    }
}
