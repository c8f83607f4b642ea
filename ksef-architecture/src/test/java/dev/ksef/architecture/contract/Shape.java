package dev.ksef.architecture.contract;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.SecretText;
import dev.ksef.model.TextValue;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.thirdparty.jackson.databind.JavaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;

/** What a value looks like in JSON. */
enum Shape {
    TEXT,
    ENUM,
    MOMENT,
    DAY,
    INTEGER,
    NUMBER,
    BOOLEAN,
    LIST,
    MAP,
    OBJECT,
    UNKNOWN;

    private static final Set<Class<?>> INTEGERS = Set.of(int.class, Integer.class, long.class, Long.class);

    /** How the codec writes or reads a type. */
    static Shape of(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (type.isCollectionLikeType()) {
            return LIST;
        } else if (type.isMapLikeType()) {
            return MAP;
        } else if (raw.isEnum() || raw == OpenEnum.class) {
            return ENUM;
        } else if (raw == OffsetDateTime.class) {
            return MOMENT;
        } else if (raw == LocalDate.class) {
            return DAY;
        } else if (raw == BigDecimal.class) {
            return NUMBER;
        } else if (raw == boolean.class || raw == Boolean.class) {
            return BOOLEAN;
        } else if (INTEGERS.contains(raw)) {
            return INTEGER;
        }
        return isText(raw) ? TEXT : OBJECT;
    }

    /** A bearer token is secret, and an object: its text and the end of its validity. */
    private static boolean isText(Class<?> raw) {
        return raw == String.class
                || TextValue.class.isAssignableFrom(raw)
                || SecretText.class.isAssignableFrom(raw) && !BearerToken.class.isAssignableFrom(raw);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
