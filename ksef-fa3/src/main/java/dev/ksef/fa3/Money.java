package dev.ksef.fa3;

import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.internal.Check;
import dev.ksef.fa3.internal.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Amounts in whole grosze, or the hundredths of another currency. */
final class Money {

    static final BigDecimal ZERO = new BigDecimal("0.00");

    private static final DecimalType AMOUNT = DecimalType.plain(16, 2);
    private static final DecimalType EXCHANGE_RATE = DecimalType.plain(16, 6);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Money() {}

    /** Returns an amount that FA(3) can hold. It is checked before anything is computed of it. */
    static BigDecimal checked(String element, @Nullable BigDecimal amount) {
        return Check.required(element, AMOUNT, amount);
    }

    /** Returns an exchange rate that FA(3) can hold. */
    static BigDecimal checkedExchangeRate(String element, @Nullable BigDecimal rate) {
        BigDecimal checked = Check.required(element, EXCHANGE_RATE, rate);
        if (checked.signum() <= 0) {
            throw new InvalidFieldException(
                    element, "has to be above zero: it is what one unit of the currency is worth in złoty");
        }
        return checked;
    }

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
