package dev.ksef.fa3;

import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line in its place: its number, and whether it shows what was before a correction, and so counts negative. */
record PlacedLine(Line line, long number, boolean before) {

    SumField field() {
        return line.rate().field();
    }

    void addTo(Tally tally, @Nullable BigDecimal invoiceExchangeRate) {
        BigDecimal value = before ? line.value().negate() : line.value();
        tally.add(line.rate(), value, line.isGross(), exchangeRate(invoiceExchangeRate));
    }

    Fa.FaWiersz write(Rounding rounding, @Nullable BigDecimal invoiceExchangeRate) {
        return line.fields()
                .nrWierszaFa(number)
                .p_11(line.isGross() ? null : line.value())
                .p_11A(line.isGross() ? line.value() : null)
                .p_11Vat(rounding == Rounding.BY_LINE && line.rate().isTaxed() ? line.vat() : null)
                .kursWaluty(exchangeRate(invoiceExchangeRate))
                .stanPrzed(before)
                .build();
    }

    void check(List<DraftFinding> findings) {
        BigDecimal computed = line.computed();
        if (computed != null && !Money.same(computed, line.value())) {
            findings.add(DraftFinding.conflict(
                    "FaWiersz[" + number + "]/" + (line.isGross() ? "P_11A" : "P_11"),
                    "is not quantity times price less the discount",
                    line.value(),
                    computed));
        }
    }

    private @Nullable BigDecimal exchangeRate(@Nullable BigDecimal invoiceExchangeRate) {
        if (line.element().kursWaluty() != null) {
            return line.element().kursWaluty();
        }
        return field().hasVatInZloty() ? invoiceExchangeRate : null;
    }
}
