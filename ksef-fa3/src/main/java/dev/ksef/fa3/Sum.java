package dev.ksef.fa3;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one {@link SumField} holds. VAT is zero where there is none; VAT in złoty is missing on invoices in złoty. */
record Sum(BigDecimal net, BigDecimal vat, @Nullable BigDecimal vatInZloty) {

    static final Sum NOTHING = of(Money.ZERO, Money.ZERO);

    static Sum of(BigDecimal net, BigDecimal vat) {
        return new Sum(net, vat, null);
    }

    /** Adds both. VAT in złoty is not that of its parts: it is converted of the whole. */
    Sum plus(Sum other) {
        return of(net.add(other.net), vat.add(other.vat));
    }

    Sum negate() {
        return of(net.negate(), vat.negate());
    }

    BigDecimal gross() {
        return net.add(vat);
    }
}
