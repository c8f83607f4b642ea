package dev.ksef.fa3.internal;

import java.math.BigInteger;

/** Texts of which but one is allowed. In Java there is only whether it is there. */
public final class ConstantType implements ValueType<Boolean> {

    private final String constant;
    private final Space space;
    private final boolean number;
    private final boolean fixed;

    private ConstantType(String constant, Space space, boolean number, boolean fixed) {
        this.constant = constant;
        this.space = space;
        this.number = number;
        this.fixed = fixed;
    }

    /** A text. */
    public static ConstantType text(String constant, Space space) {
        return new ConstantType(constant, space, false, false);
    }

    /** A number: 01 is 1. */
    public static ConstantType number(String constant, Space space) {
        return new ConstantType(constant, space, true, false);
    }

    /** A text that an empty element stands for, too, since the schema fixes it. */
    public static ConstantType fixed(String constant, Space space) {
        return new ConstantType(constant, space, false, true);
    }

    @Override
    public Boolean parse(String text) {
        if (!text.equals(constant)) {
            String kept = space.applied(text);
            boolean same = (number ? number(kept) : kept).equals(constant) || fixed && text.isEmpty();
            if (!same) {
                throw new Mismatch("has to be " + constant);
            }
        }
        return true;
    }

    @Override
    public Boolean checked(Boolean value) {
        return value;
    }

    /** Returns a whole number without needless signs and zeros, and all else as it is. */
    static String number(String text) {
        return Numerals.isWhole(text) ? new BigInteger(text).toString() : text;
    }
}
