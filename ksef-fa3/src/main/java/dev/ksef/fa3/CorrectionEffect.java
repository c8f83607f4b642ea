package dev.ksef.fa3;

import dev.ksef.fa3.code.TTypKorekty;

/** When a correction counts in the tax record ({@code TypKorekty}). */
public enum CorrectionEffect {
    /** On the day of the corrected invoice. */
    WITH_THE_CORRECTED_INVOICE(TTypKorekty._1),
    /** On the day of the correction. */
    WITH_THE_CORRECTION(TTypKorekty._2),
    /** On another day, or on different days for different lines. */
    ON_ANOTHER_DAY(TTypKorekty._3);

    private final TTypKorekty code;

    CorrectionEffect(TTypKorekty code) {
        this.code = code;
    }

    TTypKorekty code() {
        return code;
    }
}
