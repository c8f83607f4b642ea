package dev.ksef.adapter.micrometer;

import java.util.Locale;

/** How constants read as values of tags. */
final class Tags {

    private Tags() {}

    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
