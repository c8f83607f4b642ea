package dev.ksef.fa3;

import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the final invoice after advances ({@code ROZ}, art. 106f ust. 3): lines of all that is sold, and sums of what the
 * advances left.
 */
public final class SettlementBuilder extends ItemizedBuilder<SettlementBuilder> {

    private record Settled(VatRate rate, Sum sum) {}

    private final List<Settled> settled = new ArrayList<>();

    SettlementBuilder() {
        super(TRodzajFaktury.ROZ);
    }

    @Override
    SettlementBuilder self() {
        return this;
    }

    /** Deducts what invoices of advances showed at one rate: {@code P_13} and {@code P_14}. */
    public SettlementBuilder settled(VatRate rate, BigDecimal net, BigDecimal vat) {
        settled.add(new Settled(rate, new Sum(net, vat, null)));
        return this;
    }

    /** Deducts what invoices of advances in another currency showed at one rate: {@code P_13}, {@code P_14}, {@code P_14_1W}. */
    public SettlementBuilder settled(VatRate rate, BigDecimal net, BigDecimal vat, BigDecimal vatInZloty) {
        settled.add(new Settled(rate, new Sum(net, vat, vatInZloty)));
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
        boolean lacksZloty = settled.stream()
                .anyMatch(one -> one.rate().field().hasVatInZloty() && one.sum().vatInZloty() == null);
        boolean needlessZloty = settled.stream().anyMatch(one -> one.sum().vatInZloty() != null);
        if (!inZloty() && lacksZloty) {
            problems.add("VAT of the advances has to be in złoty too: call settled with four parts");
        }
        if (inZloty() && needlessZloty) {
            problems.add(
                    "the invoice is in złoty, so VAT in złoty is no part of its own: call settled with three parts");
        }
    }

    @Override
    void addTo(Tally tally) {
        addLinesTo(tally);
        settled.forEach(one -> tally.add(one.rate(), one.sum().negate()));
    }

    @Override
    void write(Fa.Builder invoice, BigDecimal total, List<DraftFinding> findings) {
        if (total.signum() < 0) {
            findings.add(DraftFinding.about("P_15", "is below zero: the advances were more than the sale"));
        }
    }
}
