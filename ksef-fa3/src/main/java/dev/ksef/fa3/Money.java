package dev.ksef.fa3;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts in whole grosze, or the hundredths of another currency. */
final class Money {

    static final BigDecimal ZERO = new BigDecimal("0.00");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Money() {}

    /** Rounds, halves away from zero. */
    static BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(2, RoundingMode.HALF_UP);
    }

    /** Returns VAT on an amount, rounded once. */
    static BigDecimal vat(BigDecimal amount, boolean gross, BigDecimal percent) {
        BigDecimal hundredfold = amount.multiply(percent);
        return hundredfold.divide(gross ? HUNDRED.add(percent) : HUNDRED, 2, RoundingMode.HALF_UP);
    }

    static boolean same(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }
}
