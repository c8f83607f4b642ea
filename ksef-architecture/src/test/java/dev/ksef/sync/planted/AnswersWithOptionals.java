package dev.ksef.sync.planted;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps OPTIONAL_IS_A_RETURN_TYPE_ONLY. */
final class AnswersWithOptionals {

    private final Supplier<Optional<String>> source;

    AnswersWithOptionals(Supplier<Optional<String>> source) {
        this.source = source;
    }

    Optional<String> answer(List<String> texts) {
        Optional<String> found = source.get();
        return texts.stream()
                .filter(text -> found.filter(text::equals).isPresent())
                .findFirst();
    }
}
