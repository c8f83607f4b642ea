package dev.ksef.fa3.internal;

/** Whole numbers in a range. */
public final class IntegerType implements ValueType<Long> {

    private final long min;
    private final long max;

    public IntegerType(long min, long max) {
        this.min = min;
        this.max = max;
    }

    @Override
    public Long parse(String text) {
        String kept = Space.COLLAPSE.applied(text);
        if (!Numerals.isWhole(kept)) {
            throw mismatch();
        }
        try {
            return checked(Long.parseLong(kept));
        } catch (NumberFormatException tooLarge) {
            throw mismatch();
        }
    }

    @Override
    public Long checked(Long value) {
        if (value < min || value > max) {
            throw mismatch();
        }
        return value;
    }

    private Mismatch mismatch() {
        return new Mismatch("has to be a whole number from " + min + " to " + max);
    }
}
