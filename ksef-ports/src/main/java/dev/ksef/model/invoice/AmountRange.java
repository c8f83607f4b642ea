package dev.ksef.model.invoice;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The amounts that a query is about.
 *
 * @param from the least; negative amounts of corrections count, too; null for no bound
 * @param to the largest; null for no bound
 */
public record AmountRange(
        AmountType type,
        @Nullable BigDecimal from,
        @Nullable BigDecimal to) {

    private static final int MOST_DIGITS = 18;
    private static final int MOST_DECIMALS = 8;

    /**
     * @throws IllegalArgumentException if there is neither bound, {@code to} is less than {@code from}, or one of them
     *     is no amount of an invoice: more than 18 digits before the point or 8 after it
     */
    public AmountRange {
        Objects.requireNonNull(type, "type");
        from = from == null ? null : amount(from);
        to = to == null ? null : amount(to);
        if (from == null && to == null) {
            throw new IllegalArgumentException("A range of amounts needs at least one bound");
        }
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new IllegalArgumentException("The range ends below its beginning: from " + from + " to " + to);
        }
    }

    private static BigDecimal amount(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        if ((long) shortest.precision() - shortest.scale() > MOST_DIGITS || shortest.scale() > MOST_DECIMALS) {
            throw new IllegalArgumentException("An amount has at most " + MOST_DIGITS + " digits before the point and "
                    + MOST_DECIMALS + " after it");
        }
        // Without an exponent, which not every reader of JSON numbers expects.
        return shortest.setScale(Math.max(shortest.scale(), 0));
    }

    /**
     * Amounts from this one on.
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
     * Amounts between these two, both included.
     *
     * @throws IllegalArgumentException if one is no amount of an invoice, or the largest is below the least
     */
    public static AmountRange between(AmountType type, BigDecimal least, BigDecimal largest) {
        return new AmountRange(type, least, largest);
    }
}
