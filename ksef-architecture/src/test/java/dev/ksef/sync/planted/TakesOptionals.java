package dev.ksef.sync.planted;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Each method and each field breaks OPTIONAL_IS_A_RETURN_TYPE_ONLY in another way. */
final class TakesOptionals {

    /** Breaks it with its field, its constructor and no more. */
    record Component(Optional<String> component) {}

    /** Breaks it with a method that has no body. */
    interface Contract {
        void optional(Optional<String> text);
    }

    /** Breaks it with its constructor. */
    static final class Constructed {
        Constructed(OptionalInt number) {
            Objects.requireNonNull(number);
        }
    }

    final OptionalLong field = OptionalLong.empty();

    private final Optional<String> privateField = Optional.empty();

    public void publicMethod(Optional<String> text) {
        privateMethod(OptionalInt.empty());
        Objects.requireNonNull(text.or(() -> privateField));
    }

    private void privateMethod(OptionalInt number) {
        Objects.requireNonNull(number);
    }

    static void staticMethod(String text, Optional<String> other) {
        Objects.requireNonNull(other.orElse(text));
    }

    @SafeVarargs
    static void several(Optional<String>... texts) {
        Objects.requireNonNull(texts);
    }

    void inAList(List<Optional<String>> texts) {
        Objects.requireNonNull(texts);
    }

    void inAMap(Map<String, Optional<String>> texts) {
        Objects.requireNonNull(texts);
    }
}
