package dev.ksef.model;

import dev.ksef.model.internal.TextCheck;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of an enum that KSeF may widen without notice: what this version does not know stays readable as text and is
 * never an exception.
 *
 * @param raw the text that KSeF sent
 * @param constant the constant it stands for; null when this version has none
 */
public record OpenEnum<E extends Enum<E> & TextValue>(
        String raw, @Nullable E constant) implements TextValue {

    /** Takes what KSeF sent, as it is. */
    public OpenEnum {
        TextCheck.taken(raw, "enum value");
    }

    /** The given constant. */
    public static <E extends Enum<E> & TextValue> OpenEnum<E> of(E constant) {
        return new OpenEnum<>(constant.value(), constant);
    }

    /** What KSeF sent, looked up among the constants that this version knows. */
    public static <E extends Enum<E> & TextValue> OpenEnum<E> of(Class<E> type, String raw) {
        for (E constant : type.getEnumConstants()) {
            if (constant.value().equals(raw)) {
                return of(constant);
            }
        }
        return new OpenEnum<>(raw, null);
    }

    /** Returns the constant it stands for, if this version knows it. */
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
