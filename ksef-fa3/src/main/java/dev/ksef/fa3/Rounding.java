package dev.ksef.fa3;

/** Where VAT is rounded. Both are lawful; they may differ by a grosz for each line. */
public enum Rounding {
    /** Once for each rate, of the sum of its lines. */
    BY_RATE,
    /** In each line, which then shows it ({@code P_11Vat}); the VAT of a rate is the sum of its lines' (art. 106e ust. 10). */
    BY_LINE
}
