package dev.ksef.fa3;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one {@link SumField} holds. VAT is zero where there is none; VAT in złoty is missing on invoices in złoty. */
record Sum(BigDecimal net, BigDecimal vat, @Nullable BigDecimal vatInZloty) {

    static final Sum NOTHING = new Sum(Money.ZERO, Money.ZERO, null);

    Sum plus(Sum other) {
        return new Sum(net.add(other.net), vat.add(other.vat), plus(vatInZloty, other.vatInZloty));
    }

    Sum negate() {
        return new Sum(net.negate(), vat.negate(), vatInZloty == null ? null : vatInZloty.negate());
    }

    BigDecimal gross() {
        return net.add(vat);
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null) {
            return other;
        }
        return other == null ? one : one.add(other);
    }
}
