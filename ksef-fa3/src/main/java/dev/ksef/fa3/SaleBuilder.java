package dev.ksef.fa3;

import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.util.List;

/** Builds an invoice of a sale ({@code VAT}) or a simplified one ({@code UPR}). */
public final class SaleBuilder extends ItemizedBuilder<SaleBuilder> {

    private static final BigDecimal SIMPLIFIED_UP_TO = BigDecimal.valueOf(450);
    private static final BigDecimal SIMPLIFIED_UP_TO_IN_EURO = BigDecimal.valueOf(100);

    private final boolean simplified;

    SaleBuilder(TRodzajFaktury kind) {
        super(kind);
        simplified = kind == TRodzajFaktury.UPR;
    }

    @Override
    SaleBuilder self() {
        return this;
    }

    @Override
    void addTo(Tally tally) {
        addLinesTo(tally);
    }

    @Override
    void write(Fa.Builder invoice, BigDecimal total, List<DraftFinding> findings) {
        if (simplified && inZloty() && total.compareTo(SIMPLIFIED_UP_TO) > 0) {
            findings.add(DraftFinding.about("P_15", "is above 450 zł, the most for a simplified invoice"));
        }
        if (simplified && isIn(TKodWaluty.EUR) && total.compareTo(SIMPLIFIED_UP_TO_IN_EURO) > 0) {
            findings.add(DraftFinding.about("P_15", "is above 100 euro, the most for a simplified invoice"));
        }
        if (total.signum() < 0) {
            findings.add(DraftFinding.about("P_15", "is below zero: what is given back belongs on a correction"));
        }
    }
}
