package dev.ksef.fa3;

import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.model.KsefNumber;
import java.time.LocalDate;
import java.util.Objects;

/** An invoice that a correction corrects. Immutable. */
public final class CorrectedInvoice {

    private final Fa.DaneFaKorygowanej element;

    private CorrectedInvoice(Fa.DaneFaKorygowanej element) {
        this.element = element;
    }

    /**
     * Returns an invoice that KSeF has.
     *
     * @param number its own number ({@code P_2})
     * @throws InvalidFieldException if a part is not what the schema demands
     */
    public static CorrectedInvoice inKsef(LocalDate issued, String number, KsefNumber ksefNumber) {
        return new CorrectedInvoice(Fa.DaneFaKorygowanej.builder()
                .dataWystFaKorygowanej(issued)
                .nrFaKorygowanej(number)
                .nrKSeF(true)
                .nrKSeFFaKorygowanej(
                        Objects.requireNonNull(ksefNumber, "ksefNumber").value())
                .build());
    }

    /**
     * Returns an invoice that was issued outside KSeF.
     *
     * @param number its own number ({@code P_2})
     * @throws InvalidFieldException if a part is not what the schema demands
     */
    public static CorrectedInvoice outsideKsef(LocalDate issued, String number) {
        return new CorrectedInvoice(Fa.DaneFaKorygowanej.builder()
                .dataWystFaKorygowanej(issued)
                .nrFaKorygowanej(number)
                .nrKSeFN(true)
                .build());
    }

    Fa.DaneFaKorygowanej element() {
        return element;
    }
}
