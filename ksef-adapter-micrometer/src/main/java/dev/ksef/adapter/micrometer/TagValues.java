package dev.ksef.adapter.micrometer;

import java.util.Locale;

/** Turns constants into values of tags. */
final class TagValues {

    private TagValues() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
