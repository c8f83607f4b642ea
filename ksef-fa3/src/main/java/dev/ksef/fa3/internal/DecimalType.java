package dev.ksef.fa3.internal;

import dev.ksef.model.InvoiceXml;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Decimal numbers. Their scale is kept: 1.50 is written as 1.50. */
public final class DecimalType implements ValueType<BigDecimal> {

    private final int integerDigits;
    private final int fractionDigits;
    private final boolean plain;
    private final @Nullable BigDecimal min;
    private final @Nullable BigDecimal max;
    private final String problem;

    private DecimalType(
            int integerDigits,
            int fractionDigits,
            boolean plain,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            String problem) {
        this.integerDigits = integerDigits;
        this.fractionDigits = fractionDigits;
        this.plain = plain;
        this.min = min;
        this.max = max;
        this.problem = problem;
    }

    /** Numbers that the schema restricts as texts: no plus sign, no needless leading zeros, no more decimals, be they zeros. */
    public static DecimalType plain(int integerDigits, int fractionDigits) {
        String problem = "has to be a number with at most " + integerDigits + " digits before the point and "
                + fractionDigits + " after it";
        return new DecimalType(integerDigits, fractionDigits, true, null, null, problem);
    }

    /** Numbers that the schema restricts as values: how they are written does not count. */
    public static DecimalType between(String min, String max, int integerDigits, int fractionDigits) {
        String problem = "has to be a number from " + min + " to " + max + " with at most " + fractionDigits
                + " digits after the point";
        return new DecimalType(integerDigits, fractionDigits, false, new BigDecimal(min), new BigDecimal(max), problem);
    }

    @Override
    public BigDecimal parse(String text) {
        String kept = Space.COLLAPSE.applied(text);
        if (!Numerals.isDecimal(kept) || plain && !Numerals.isPlain(kept)) {
            throw new Mismatch(problem);
        }
        return checked(new BigDecimal(kept));
    }

    @Override
    public BigDecimal checked(BigDecimal value) {
        // Where an exponent is near the limits of int, their difference is beyond them.
        long digitsBeforePoint = (long) value.precision() - value.scale();
        // A zero with more decimals than a file has bytes would be written with all of them.
        if (digitsBeforePoint > integerDigits && value.signum() != 0
                || value.scale() > fractionDigits && (plain || hasMoreDecimals(value))
                || value.scale() > InvoiceXml.LARGEST_BYTES
                || min != null && value.compareTo(min) < 0
                || max != null && value.compareTo(max) > 0) {
            throw new Mismatch(problem);
        }
        // 1E+3 and 1000 are written alike.
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private boolean hasMoreDecimals(BigDecimal value) {
        return value.signum() != 0 && value.stripTrailingZeros().scale() > fractionDigits;
    }
}
