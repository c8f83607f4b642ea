package dev.ksef.fa3.internal;

import java.math.BigInteger;

/** Whole numbers without limits. */
public final class AnyIntegerType implements ValueType<BigInteger> {

    public AnyIntegerType() {}

    @Override
    public BigInteger parse(String text) {
        String kept = Space.COLLAPSE.applied(text);
        if (!Numerals.isWhole(kept)) {
            throw new Mismatch("has to be a whole number");
        }
        return new BigInteger(kept);
    }

    @Override
    public BigInteger checked(BigInteger value) {
        return value;
    }
}
