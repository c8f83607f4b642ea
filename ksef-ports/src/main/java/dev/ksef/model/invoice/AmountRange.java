package dev.ksef.model.invoice;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of amounts for a query.
 *
 * @param from the smallest amount, may be negative as in corrections; null for no bound
 * @param to the largest amount; null for no bound
 */
public record AmountRange(
        AmountType type,
        @Nullable BigDecimal from,
        @Nullable BigDecimal to) {

    private static final int MOST_DIGITS = 18;
    private static final int MOST_DECIMALS = 8;

    /**
     * @throws IllegalArgumentException if both bounds are missing, {@code to} is less than {@code from}, or one of them has
     *     more digits than an amount of an invoice: 18 before the point and 8 after it
     */
    public AmountRange {
        Objects.requireNonNull(type, "type");
        from = from == null ? null : amount(from);
        to = to == null ? null : amount(to);
        if (from == null && to == null) {
            throw new IllegalArgumentException("A range of amounts needs at least one bound");
        }
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new IllegalArgumentException(
                    "The end of a range must not be below its beginning: from " + from + " to " + to);
        }
    }

    private static BigDecimal amount(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        if ((long) shortest.precision() - shortest.scale() > MOST_DIGITS || shortest.scale() > MOST_DECIMALS) {
            throw new IllegalArgumentException("An amount has at most " + MOST_DIGITS + " digits before the point and "
                    + MOST_DECIMALS + " after it");
        }
        // Writes no exponent, since not every reader of JSON numbers expects one.
        return shortest.setScale(Math.max(shortest.scale(), 0));
    }

    /**
     * Returns the range of amounts from this one.
     *
     * @throws IllegalArgumentException if it is no amount of an invoice
     */
    public static AmountRange from(AmountType type, BigDecimal least) {
        return new AmountRange(type, least, null);
    }

    /**
     * Amounts up to this one.
     *
     * @throws IllegalArgumentException if it is no amount of an invoice
     */
    public static AmountRange to(AmountType type, BigDecimal largest) {
        return new AmountRange(type, null, largest);
    }

    /**
     * Returns the range of amounts between these two, both included.
     *
     * @throws IllegalArgumentException if one has too many digits for an amount of an invoice, or the largest is below the
     *     least
     */
    public static AmountRange between(AmountType type, BigDecimal least, BigDecimal largest) {
        return new AmountRange(type, least, largest);
    }
}
