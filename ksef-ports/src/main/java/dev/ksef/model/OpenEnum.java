package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of an enum that KSeF may extend without notice. A value unknown to this version stays readable as text and never
 * causes an exception.
 *
 * @param raw the text that KSeF sent
 * @param constant the constant it stands for; null if this version has none
 */
public record OpenEnum<E extends Enum<E> & TextValue>(
        String raw, @Nullable E constant) implements TextValue {

    /** Takes the text from KSeF without checking it. */
    public OpenEnum {
        TextCheck.taken(raw, "enum value");
    }

    /** Returns the value that stands for a constant. */
    public static <E extends Enum<E> & TextValue> OpenEnum<E> of(E constant) {
        return new OpenEnum<>(constant.value(), constant);
    }

    /** Returns the value for KSeF's text, with its constant if this version knows it. */
    public static <E extends Enum<E> & TextValue> OpenEnum<E> of(Class<E> type, String raw) {
        for (E constant : type.getEnumConstants()) {
            if (constant.value().equals(raw)) {
                return of(constant);
            }
        }
        return new OpenEnum<>(raw, null);
    }

    /** Returns the constant it stands for; empty if this version does not know it. */
    public Optional<E> known() {
        return Optional.ofNullable(constant);
    }

    /** Tells whether this is the given constant. */
    public boolean is(E constant) {
        return raw.equals(constant.value());
    }

    @Override
    public String value() {
        return raw;
    }

    @Override
    public String toString() {
        return raw;
    }
}
