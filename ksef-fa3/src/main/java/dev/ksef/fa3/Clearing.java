package dev.ksef.fa3;

import dev.ksef.fa3.schema.Fa;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is charged or deducted besides the invoice's total ({@code Rozliczenie}). */
final class Clearing {

    private final Fa.Rozliczenie.Builder element = Fa.Rozliczenie.builder();
    private @Nullable BigDecimal charges;
    private @Nullable BigDecimal deductions;
    private @Nullable BigDecimal givenToPay;

    void charge(BigDecimal amount, String reason) {
        element.addObciazenia(
                Fa.Rozliczenie.Obciazenia.builder().kwota(amount).powod(reason).build());
        charges = charges == null ? amount : charges.add(amount);
    }

    void deduction(BigDecimal amount, String reason) {
        element.addOdliczenia(
                Fa.Rozliczenie.Odliczenia.builder().kwota(amount).powod(reason).build());
        deductions = deductions == null ? amount : deductions.add(amount);
    }

    void toPay(BigDecimal amount) {
        givenToPay = Money.checked("Rozliczenie/DoZaplaty", amount);
    }

    Fa.@Nullable Rozliczenie build(BigDecimal total, List<DraftFinding> findings) {
        if (charges == null && deductions == null && givenToPay == null) {
            return null;
        }
        BigDecimal computed = total.add(orZero(charges)).subtract(orZero(deductions));
        BigDecimal toPay = Totals.settled("Rozliczenie/DoZaplaty", givenToPay, computed, findings);
        element.sumaObciazen(charges).sumaOdliczen(deductions);
        // What is paid too much has a field of its own, without sign.
        boolean overpaid = toPay.signum() < 0;
        return element.doZaplaty(overpaid ? null : toPay)
                .doRozliczenia(overpaid ? toPay.negate() : null)
                .build();
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
