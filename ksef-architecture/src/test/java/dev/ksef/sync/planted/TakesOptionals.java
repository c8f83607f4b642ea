package dev.ksef.sync.planted;

import java.util.List;
import java.util.Map;
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
            number.isPresent();
        }
    }

    final OptionalLong field = OptionalLong.empty();

    private final Optional<String> privateField = Optional.empty();

    public void publicMethod(Optional<String> text) {
        privateMethod(OptionalInt.empty());
        text.or(() -> privateField);
    }

    private void privateMethod(OptionalInt number) {
        number.isPresent();
    }

    static void staticMethod(String text, Optional<String> other) {
        other.map(text::concat);
    }

    @SafeVarargs
    static void several(Optional<String>... texts) {
        texts.clone();
    }

    void inAList(List<Optional<String>> texts) {
        texts.size();
    }

    void inAMap(Map<String, Optional<String>> texts) {
        texts.size();
    }
}
