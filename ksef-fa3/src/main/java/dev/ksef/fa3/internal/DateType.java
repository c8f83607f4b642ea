package dev.ksef.fa3.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Dates without time zone, in a range. */
public final class DateType implements ValueType<LocalDate> {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final LocalDate min;
    private final LocalDate max;

    public DateType(String min, String max) {
        this.min = LocalDate.parse(min);
        this.max = LocalDate.parse(max);
    }

    @Override
    public LocalDate parse(String text) {
        String kept = Space.COLLAPSE.applied(text);
        if (!SHAPE.matcher(kept).matches()) {
            throw new Mismatch("has to be a date, such as 2026-02-28");
        }
        try {
            return checked(LocalDate.parse(kept));
        } catch (DateTimeException impossible) {
            throw new Mismatch("has to be a date that exists");
        }
    }

    @Override
    public LocalDate checked(LocalDate value) {
        if (value.isBefore(min) || value.isAfter(max)) {
            throw new Mismatch("has to be a date from " + min + " to " + max);
        }
        return value;
    }
}
