package dev.ksef.sync.planted;

import java.util.function.Function;

/** Keeps NO_REFLECTION. */
final class KnowsItsClasses {

    String nameOf(Object object) {
        return object.getClass().getSimpleName();
    }

    Function<Object, String> cast() {
        return String.class::cast;
    }

    boolean isText(Object object) {
        return object instanceof String || CharSequence.class.isInstance(object);
    }
}
