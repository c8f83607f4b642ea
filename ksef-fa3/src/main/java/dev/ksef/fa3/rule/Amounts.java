package dev.ksef.fa3.rule;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Comparing amounts of which each may have been rounded. */
final class Amounts {

    static final BigDecimal HALF_CENT = new BigDecimal("0.005");
    static final BigDecimal CENT = new BigDecimal("0.01");

    private Amounts() {}

    static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    static boolean isSomething(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() != 0;
    }

    /** What a sum of so many rounded amounts may be off: half a cent each, and one cent in any case. */
    static BigDecimal tolerance(int rounded) {
        return HALF_CENT.multiply(BigDecimal.valueOf(rounded)).max(CENT);
    }

    static boolean near(BigDecimal one, BigDecimal other, BigDecimal tolerance) {
        return one.subtract(other).abs().compareTo(tolerance) <= 0;
    }

    static boolean same(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    /** What rounding to the decimals of a number may have taken from it; those of whole amounts are not known. */
    static BigDecimal halfUnit(BigDecimal rounded, int leastDecimals) {
        return BigDecimal.valueOf(5, Math.max(rounded.scale(), leastDecimals) + 1);
    }

    static String plain(BigDecimal amount) {
        return amount.toPlainString();
    }
}
